package org.dialoguehub.hub;

import org.dialoguehub.engine.Store;
import org.dialoguehub.feed.FeedStore;

/** Where a hub keeps what it must not forget. The hub closes it. */
public record Storage(Store store, FeedStore feed) {}
