package org.dialoguehub.twitter;

import org.dialoguehub.connector.Money;

/**
 * What X takes for a post, in US dollars, pay-per-use. Source: docs.x.com/x-api/getting-started/pricing, 22 August 2026; in force since 20 April 2026. The
 * app pays, whichever account it speaks for.
 */
enum TwitterPrice {
    /** An answer to who has mentioned or quoted the account. */
    SUMMONED_ANSWER("0.010"),
    POST("0.015"),
    /** Whatever holds an address, an answer too. */
    POST_WITH_ADDRESS("0.200");

    static final Money DELETION = dollars("0.010");
    static final Money DESCRIPTION = dollars("0.005");

    /** Of a post, once a day (UTC) however often it is read. Own posts and mentions cost 0.001 if the app belongs to the account: X alone knows. */
    static final Money READING = dollars("0.005");

    /** Of a user, once a day (UTC). */
    static final Money READING_A_USER = dollars("0.010");

    private final String dollars;

    TwitterPrice(String dollars) {
        this.dollars = dollars;
    }

    private static Money dollars(String amount) {
        return Money.of(amount, "USD");
    }

    /** Of a post; X does not say that a summoned answer with an address is cheaper, so the dearer one is taken. */
    static TwitterPrice of(String text, boolean summoned) {
        if (TwitterText.hasAddress(text)) {
            return POST_WITH_ADDRESS;
        }
        return summoned ? SUMMONED_ANSWER : POST;
    }

    Money money() {
        return dollars(dollars);
    }
}
