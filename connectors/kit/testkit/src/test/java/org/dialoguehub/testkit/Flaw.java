package org.dialoguehub.testkit;

import java.util.Set;

/** A fault planted in a connector that is sound otherwise, and the tests of the contracts that must go red at it: these and no other. */
enum Flaw {
    NONE,
    DECLARES_WHAT_IT_DOES_NOT_OFFER("offersExactlyWhatItDeclares", "ringsWhenThereIsSomethingAndEndsWithTheSession"),
    OFFERS_WHAT_IT_DOES_NOT_DECLARE("offersExactlyWhatItDeclares"),
    SAYS_SOMETHING_ELSE_EACH_TIME("saysTheSameOfItselfEachTime"),
    REPEATS_A_POST(
            "callsALateAnswerUncertain",
            "sendsOnceOnAConnectionThatIsDead",
            "sendsOnceWhateverComesOfIt"),
    REPEATS_A_READING("asksOnceWhateverComesOfIt"),
    SLEEPS_WHEN_THROTTLED(
            "asksOnceWhateverComesOfIt",
            "sendsOnceWhateverComesOfIt",
            "showsNoSecret",
            "stopsPublishingAsLongAsItIsTold",
            "stopsReadingAsLongAsItIsTold"),
    LOSES_THE_SECOND_HALF_OF_A_PAGE(
            "givesAnEventTheSameKeyEachTime",
            "losesNothingWithPagesOfAnySize",
            "neitherSkipsWhatItCannotReadNorStopsAtIt",
            "receivesAllInPagesOldestFirst"),
    KEEPS_ITS_PLACE(
            "givesAnEventTheSameKeyEachTime",
            "givesTheSameAfterTheSameCursor",
            "goesOnWhereItEnded",
            "knowsNothingOfAnotherSession",
            "losesNothingWithPagesOfAnySize",
            "receivesAllInPagesOldestFirst"),
    SHARES_STATE_BETWEEN_SESSIONS("knowsNothingOfAnotherSession"),
    GIVES_NEW_KEYS(
            "givesAnEventTheSameKeyEachTime",
            "hearsTheSameUnderTheSameKey",
            "hearsWhatTheNetworkTellsUnderTheKeyThatReceivingGives"),
    SKIPS_THE_UNREADABLE("neitherSkipsWhatItCannotReadNorStopsAtIt"),
    STOPS_AT_THE_UNREADABLE("neitherSkipsWhatItCannotReadNorStopsAtIt"),
    WIDENS_THE_AUDIENCE("receivesWhatOthersSay"),
    CALLS_REFUSED_UNCERTAIN(
            "callsALostReadingUnreachableAndLosesNothing",
            "callsARefusedConnectionUnreachable",
            "saysInACheckThatTheNetworkIsAway"),
    CALLS_LOST_UNREACHABLE(
            "callsALateAnswerUncertain",
            "callsALostAnswerToADeletionUncertain",
            "callsALostAnswerToALikeUncertain",
            "callsALostAnswerToAnEditUncertain",
            "callsALostAnswerUncertain",
            "changesNothingByLookingAndMayLookAgain",
            "doesNotTakeALookThatFailedForAnEmptyPlace",
            "doesNotTakeAStrangersPostForOurs",
            "findsAPostAmongManyOthers",
            "findsAPostWhoseAnswerWasLost",
            "isNotCertainOfAPostThatNeverWentOut",
            "sendsOnceOnAConnectionThatIsDead"),
    CALLS_THROTTLED_UNREACHABLE(
            "stopsPublishingAsLongAsItIsTold",
            "stopsReadingAsLongAsItIsTold"),
    CALLS_REVOKED_REJECTED(
            "saysWhenAPersonMustSignInToPublish",
            "saysWhenAPersonMustSignInToRead"),
    PUBLISHES_WHILE_PREPARING(
            "callsALateAnswerUncertain",
            "callsALostAnswerUncertain",
            "callsARefusedConnectionUnreachable",
            "changesNothingByLookingAndMayLookAgain",
            "doesNotTakeALookThatFailedForAnEmptyPlace",
            "doesNotTakeAStrangersPostForOurs",
            "findsAPostAmongManyOthers",
            "findsAPostWhoseAnswerWasLost",
            "isNotCertainOfAPostThatNeverWentOut",
            "saysWhenAPersonMustSignInToPublish",
            "sendsOnceOnAConnectionThatIsDead",
            "sendsOnceWhateverComesOfIt",
            "showsNothingWhilePreparing",
            "stopsPublishingAsLongAsItIsTold"),
    CHANGES_ITS_EXPECTATION(
            "expectsTheSameIdOnEveryAttempt",
            "publishesWhatAnotherSessionHasPrepared"),
    KEEPS_THE_PREPARED_POST(
            "callsALateAnswerUncertain",
            "callsALostAnswerUncertain",
            "callsARefusedConnectionUnreachable",
            "publishesWhatAnotherSessionHasPrepared",
            "saysWhenAPersonMustSignInToPublish",
            "sendsOnceWhateverComesOfIt",
            "stopsPublishingAsLongAsItIsTold"),
    FORGETS_THE_PARENT("answersTheNoteThatItIsTold"),
    CUTS_WHAT_IS_TOO_LONG("refusesWhatIsTooLongBeforeAnythingIsOut"),
    FINDS_A_STRANGERS_POST("doesNotTakeAStrangersPostForOurs"),
    MISSES_OUR_POST(
            "findsAPostAmongManyOthers",
            "findsAPostOnceItIsVisible",
            "findsAPostWhoseAnswerWasLost"),
    LOOKS_AT_THE_NEWEST_ONLY("findsAPostAmongManyOthers"),
    CALLS_A_FAILED_LOOK_EMPTY("doesNotTakeALookThatFailedForAnEmptyPlace"),
    EDITS_BY_POSTING_ANEW(
            "callsALostAnswerToAnEditUncertain",
            "leavesANoteAsItIsWhenEditedToTheSame",
            "makesOurNoteSaySomethingElse"),
    FAILS_WHEN_THE_NOTE_IS_GONE(
            "callsALostAnswerToADeletionUncertain",
            "isContentWithANoteThatIsGoneAlready"),
    TOGGLES_LIKES(
            "callsALostAnswerToALikeUncertain",
            "likesANoteOnce"),
    FAILS_WHEN_THERE_IS_NO_LIKE("takesBackALikeOfWhichThereMayBeNone"),
    TELLS_THE_SECRET_IN_A_REASON("showsNoSecret"),
    TELLS_THE_SECRET_IN_A_CAUSE("showsNoSecret"),
    PRINTS_THE_SECRET("showsNoSecret"),
    DECLARES_THE_TOKEN_AS_TEXT("keepsSecretWhatSoundsLikeASecret"),
    TELLS_A_WRONG_SECRET("showsNoSecretThatIsWrong"),
    ASKS_THE_MACHINE_FOR_THE_TIME(
            "stopsPublishingAsLongAsItIsTold",
            "stopsReadingAsLongAsItIsTold"),
    DATES_POSTS_BY_THE_MACHINE("publishesOnce"),
    POSTS_IN_A_CHECK("checksWithoutChangingAnything"),
    CHECKS_NOTHING("saysInACheckThatTheNetworkIsAway"),
    FAILS_WHEN_CLOSED_TWICE(
            "closesTwice",
            "ringsWhenThereIsSomethingAndEndsWithTheSession"),
    NEVER_RINGS("ringsWhenThereIsSomethingAndEndsWithTheSession"),
    LISTENS_FOR_EVER("ringsWhenThereIsSomethingAndEndsWithTheSession"),
    HEARS_FORGERS("refusesWhatIsForged"),
    HEARS_UNDER_KEYS_OF_ITS_OWN("hearsWhatTheNetworkTellsUnderTheKeyThatReceivingGives"),
    HEARS_NOTHING("hearsWhatTheNetworkTellsUnderTheKeyThatReceivingGives"),
    ASKS_WHILE_IT_HEARS("asksNobodyWhileItHears"),
    SIGNS_IN_FORGERS("keepsNothingOfAnotherAttempt"),
    KEEPS_WHAT_WAS_DENIED("keepsNothingWhenThePersonSaysNo"),
    TELLS_THE_SEED("tellsTheSeedToNobody"),
    OPENS_TO_NOBODY("saysThatNobodyHasSignedInYet");

    private final String red;

    Flaw(String... red) {
        this.red = String.join(" ", red);
    }

    Set<String> red() {
        return Set.of(red.split(" "));
    }
}
