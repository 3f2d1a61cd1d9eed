package org.dialoguehub.twitter;

import java.math.BigDecimal;

/**
 * What X takes for a post, in US dollars, pay-per-use. Source: docs.x.com/x-api/getting-started/pricing, 22 August 2026; in force since 20 April 2026. Of
 * other calls, a deletion costs 0.010, an alternative text 0.005, a post that is read 0.005, or 0.001 if it is an own post or a mention, and the app belongs
 * to the account; each post once a day (UTC), however often it is read.
 */
enum TwitterPrice {
    /** An answer to who has mentioned or quoted the account. */
    SUMMONED_ANSWER("0.010"),
    POST("0.015"),
    /** Whatever holds an address, an answer too. */
    POST_WITH_ADDRESS("0.200");

    private final BigDecimal dollars;

    TwitterPrice(String dollars) {
        this.dollars = new BigDecimal(dollars);
    }

    /** Of a post; X does not say that a summoned answer with an address is cheaper, so the dearer one is taken. */
    static TwitterPrice of(String text, boolean summoned) {
        if (TwitterText.hasAddress(text)) {
            return POST_WITH_ADDRESS;
        }
        return summoned ? SUMMONED_ANSWER : POST;
    }

    boolean isMoreThan(TwitterPrice other) {
        return dollars.compareTo(other.dollars) > 0;
    }

    /** For people. */
    String written() {
        return "$" + dollars.toPlainString();
    }
}
