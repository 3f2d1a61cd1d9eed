/**
 * What every connector must do, as tests that a connector's own test inherits: it names its connector and its network, and implements the
 * contract of each capability that the connector declares.
 *
 * <p>Here belong rules that hold for every network. What one network does in its own way is tested beside its connector.
 */
@NullMarked
package org.dialoguehub.testkit;

import org.jspecify.annotations.NullMarked;
