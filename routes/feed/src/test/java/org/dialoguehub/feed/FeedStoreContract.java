package org.dialoguehub.feed;

/** What every storage of the feed must do. An implementation's test gives an empty store and inherits the rest. */
public interface FeedStoreContract extends FeedStorePeopleContract, FeedStoreNotesContract, FeedStoreRacesContract {
    @Override
    FeedStore store();
}
