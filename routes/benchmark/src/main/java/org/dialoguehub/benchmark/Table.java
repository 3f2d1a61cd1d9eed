package org.dialoguehub.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What was measured, line by line. */
final class Table {
    private final List<String> lines = new ArrayList<>();

    /** Adds a figure that has no bound. */
    void figure(String what, double value, String unit) {
        add(what, number(value) + " " + unit, "", "");
    }

    /** Adds a figure that must not be above its bound. */
    void atMost(String what, double value, String unit, double bound) {
        add(what, number(value) + " " + unit, "≤ " + number(bound) + " " + unit, value <= bound ? "yes" : "**no**");
    }

    /** Adds a figure that must not be below its bound. */
    void atLeast(String what, double value, String unit, double bound) {
        add(what, number(value) + " " + unit, "≥ " + number(bound) + " " + unit, value >= bound ? "yes" : "**no**");
    }

    /** Adds a measurement that could not be made, with the reason. */
    void failed(String what, Exception why) {
        add(what, "not measured: " + why, "", "**no**");
    }

    private void add(String... cells) {
        String line = "| " + String.join(" | ", cells).replaceAll(" +\\|", " |") + " |";
        System.out.println(line);
        lines.add(line);
    }

    String text() {
        return "| what | median | bound | kept |\n|---|---|---|---|\n" + String.join("\n", lines) + "\n";
    }

    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double[] middle = Arrays.copyOfRange(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1);
        return Arrays.stream(middle).average().orElseThrow();
    }

    private static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value).replaceFirst("\\.0+$", "");
    }
}
