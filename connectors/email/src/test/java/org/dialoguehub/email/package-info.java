/** Tests of the connector for e-mail: against texts, GreenMail, a proxy that makes faults, and real mail servers. */
@NullMarked
package org.dialoguehub.email;

import org.jspecify.annotations.NullMarked;
