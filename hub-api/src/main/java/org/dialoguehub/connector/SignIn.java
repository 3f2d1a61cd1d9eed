package org.dialoguehub.connector;

import java.net.URI;
import org.dialoguehub.settings.Secret;

/**
 * One attempt of a person to sign in; the same from its begin to its end.
 *
 * @param redirect where the network sends the browser afterwards
 * @param seed at least 128 random bits as text, made for this attempt alone: what must not be guessed, such as {@code state} and the proof key of
 *     OAuth 2, is derived from it, so that nothing need be kept in between. Never leaves the hub as it is
 */
public record SignIn(URI redirect, Secret seed) {}
