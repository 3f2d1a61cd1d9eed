package org.dialoguehub.examples.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import org.dialoguehub.engine.Delivery.State;
import org.dialoguehub.engine.Receipt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class OrderNewsTest {
    @TempDir Path data;

    @Test @Timeout(60)
    void tellsOfAnOrderOnceHoweverOftenItIsTold() throws Exception {
        try (var news = new OrderNews(data, InstantSource.system())) {
            Receipt first = news.shipped(17);
            Receipt again = news.shipped(17);

            assertThat(again.delivery()).isEqualTo(first.delivery());
            Receipt receipt = first;
            while (receipt.state() != State.DELIVERED) {
                Thread.onSpinWait();
                receipt = news.now(first);
            }
            assertThat(receipt.id()).isPresent();
        }
    }
}
