package org.dialoguehub.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The checked values of a list of settings. Prints no secret. */
public final class Settings {
    private final Map<Setting<?>, Object> values;

    private Settings(Map<Setting<?>, Object> values) {
        this.values = values;
    }

    /**
     * Reads and checks what a user set.
     *
     * @param written keys and values as they were written
     * @throws SettingsException with everything that is wrong: unknown, missing and bad values
     */
    public static Settings read(List<Setting<?>> known, Map<String, String> written) throws SettingsException {
        var problems = new ArrayList<Problem>();
        var values = new HashMap<Setting<?>, Object>();
        for (Setting<?> setting : known) {
            value(setting, Optional.ofNullable(written.get(setting.key())), problems)
                    .ifPresent(value -> values.put(setting, value));
        }
        written.keySet().stream()
                .filter(key -> known.stream().noneMatch(setting -> setting.key().equals(key)))
                .sorted()
                .map(key -> new Problem(key, unknown(key, known)))
                .forEach(problems::add);
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return new Settings(values);
    }

    /** The value of a setting of the list these were read by. */
    public <T> T get(Setting<T> setting) {
        Object value = values.get(setting);
        if (value == null) {
            throw new IllegalArgumentException("'" + setting.key() + "' is not among these settings");
        }
        @SuppressWarnings("unchecked") // read() stored it under the setting that reads T
        T typed = (T) value;
        return typed;
    }

    private static Optional<Object> value(Setting<?> setting, Optional<String> written, List<Problem> problems) {
        if (written.isEmpty()) {
            if (setting.fallback().isEmpty()) {
                problems.add(new Problem(
                        setting.key(), "'" + setting.key() + "' is missing: " + setting.title() + " (" + setting.kind() + ")"));
            }
            return setting.fallback().map(value -> value);
        }
        try {
            return Optional.of(setting.reading().read(written.get()));
        } catch (IllegalArgumentException wrong) {
            String shown = setting.secret() ? "***" : written.get();
            problems.add(new Problem(setting.key(), "'" + setting.key() + "' is " + shown + "; " + wrong.getMessage()));
            return Optional.empty();
        }
    }

    private static String unknown(String key, List<Setting<?>> known) {
        return "'" + key + "' is not a setting here; there are "
                + known.stream().map(Setting::key).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey().key() + ": " + (entry.getKey().secret() ? "***" : entry.getValue()))
                .sorted()
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
