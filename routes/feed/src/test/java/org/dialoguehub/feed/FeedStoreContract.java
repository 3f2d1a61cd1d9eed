package org.dialoguehub.feed;

import org.junit.jupiter.api.Test;

/** What every storage of the feed must do. An implementation's test gives an empty store and inherits the rest. */
public interface FeedStoreContract extends FeedStorePeopleContract, FeedStoreNotesContract, FeedStoreRacesContract {
    @Override
    FeedStore store();

    @Test
    default void isAsTheModelSaysWhateverPeopleDo() throws FeedException {
        new FeedModel(store()).live(11, 500);
    }
}
