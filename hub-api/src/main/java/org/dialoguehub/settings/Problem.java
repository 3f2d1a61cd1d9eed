package org.dialoguehub.settings;

/**
 * Something wrong with a setting.
 *
 * @param key the setting
 * @param message a sentence that names the value and the way out, such as {@code 'page-size' is 80; Mastodon allows 1 to 40}
 */
public record Problem(String key, String message) {}
