package org.dialoguehub.feed;

/** What a member may do in a group. */
public enum Role {
    /** Reads and writes. */
    MEMBER,
    /** Besides, renames the group, adds and removes members, and takes back anybody's notes. */
    ADMIN
}
