package org.dialoguehub.feed;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.dialoguehub.connector.Connector;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.testkit.DeleterContract;
import org.dialoguehub.testkit.EditorContract;
import org.dialoguehub.testkit.FinderContract;
import org.dialoguehub.testkit.ListenerContract;
import org.dialoguehub.testkit.NetworkUnderTest;
import org.dialoguehub.testkit.PublisherContract;
import org.dialoguehub.testkit.ReactorContract;
import org.dialoguehub.testkit.ReceiverContract;
import org.dialoguehub.testkit.SettingsContract;

/** Each network is one more group of one feed, so that the contracts see too that groups know nothing of each other. */
final class FeedConnectorContractTest
        implements
            SettingsContract,
            ReceiverContract,
            ListenerContract,
            PublisherContract,
            FinderContract,
            EditorContract,
            DeleterContract,
            ReactorContract {
    private final Clock clock = Clock.fixed(FeedSamples.NOON, ZoneOffset.UTC);
    private final FaultyFeedStore store = new FaultyFeedStore(new MemoryFeedStore());
    private final Groups groups = new Groups(store, clock, new Random(1));
    private final Feed feed = new Feed(store, clock, new Random(2));
    private final AtomicInteger made = new AtomicInteger();

    @Override
    public Connector connector() {
        return new FeedConnector(feed);
    }

    @Override
    public NetworkUnderTest network() {
        try {
            store.recover();
            var stranger = new AccountId("feed:stranger");
            groups.enrol(Account.of(stranger.value(), "Stranger"));
            var group = groups.declare(new GroupId("group-" + made.incrementAndGet()), "Swimmers", Group.Kind.OPEN);
            return new FeedNetwork(feed, store, group.id(), stranger, clock);
        } catch (FeedException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
