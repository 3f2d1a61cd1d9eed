package org.dialoguehub.feed;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FeedPropertyTest {
    @ParameterizedTest @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void isAsTheModelSaysWhateverPeopleDo(long seed) throws FeedException {
        new FeedModel(new MemoryFeedStore()).live(seed, 600);
    }
}
