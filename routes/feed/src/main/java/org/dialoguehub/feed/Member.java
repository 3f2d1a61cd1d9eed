package org.dialoguehub.feed;

/** A person in a group. */
public record Member(Account account, Role role) {}
