package org.dialoguehub.sandbox;

import java.time.Instant;
import java.util.Optional;

/**
 * A request that reached the socket, and what came of it.
 *
 * @param number counts the requests from 1
 * @param connection the number of the connection it came on, counted from 1
 * @param at when it had been read, on the sandbox clock
 * @param answer what was sent back, as far as it has got; empty if nothing was, or not yet
 * @param fault the name of the fault that struck it
 */
public record Exchange(long number, int connection, Instant at, Request request, Optional<Answer> answer, Optional<String> fault) {}
