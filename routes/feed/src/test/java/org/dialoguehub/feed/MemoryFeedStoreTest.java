package org.dialoguehub.feed;

final class MemoryFeedStoreTest implements FeedStoreContract {
    private final FeedStore store = new MemoryFeedStore();

    @Override
    public FeedStore store() {
        return store;
    }
}
