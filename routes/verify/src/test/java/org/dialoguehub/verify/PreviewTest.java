package org.dialoguehub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.dialoguehub.broadcast.BroadcastSettings;
import org.dialoguehub.broadcast.Broadcasts;
import org.dialoguehub.broadcast.Draft;
import org.dialoguehub.broadcast.Preview;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.Money;
import org.dialoguehub.engine.Principal;
import org.dialoguehub.engine.Right;
import org.dialoguehub.hub.Storage;
import org.dialoguehub.model.Actor;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.model.Audience;
import org.dialoguehub.sandbox.Post;
import org.dialoguehub.sandbox.Request;
import org.dialoguehub.sandbox.SandboxClock;
import org.dialoguehub.verify.PublicNetwork.Which;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a preview shows is what the network gets: words, pictures and price. */
@Timeout(60)
final class PreviewTest {
    private static final Principal ANNA = new Principal.Colleague("anna", Set.of(Right.COMPOSE));
    private static final Actor CLUB = Actor.of("hub:club", "Swimming club");

    @TempDir Path folder;

    private static Attachment kept(Blobs blobs, String name, String type, byte[] bytes) throws Exception {
        Blobs.Stored stored = blobs.put(new ByteArrayInputStream(bytes));
        return new Attachment(name, type, stored.size(), Optional.of("The team"), stored.id(), false);
    }

    /** More than any of them takes. */
    private static byte[] picture() throws Exception {
        var image = new BufferedImage(3_600, 3_000, BufferedImage.TYPE_BYTE_GRAY);
        byte[] row = new byte[3_600];
        var random = new Random(7);
        for (int y = 0; y < 3_000; y++) {
            random.nextBytes(row);
            image.getRaster().setDataElements(0, y, 3_600, 1, row);
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    @ParameterizedTest @EnumSource
    void showsWhatTheNetworkGets(Which which) throws Exception {
        try (PublicNetwork network = which.start()) {
            SandboxClock clock = network.network().clock();
            Storage storage = Storage.in(folder, clock);
            try (BridgedHub hub = BridgedHub.open("hub.example.org", network.channel(), storage, clock)) {
                network.signIn(hub.hub());
                var broadcasts = new Broadcasts(hub.hub().engine(), CLUB, clock, storage.programme(), BroadcastSettings.NONE);
                Attachment team = kept(broadcasts.blobs(), "team.png", "image/png", picture());
                Attachment rules = kept(broadcasts.blobs(), "rules.pdf", "application/pdf", new byte[]{1, 2, 3});
                Draft draft = new Draft(CLUB, Optional.empty(), "The gala is **over**. All results: https://example.org/results",
                        List.of(PublicNetwork.CHANNEL), Map.of(), Optional.empty(), List.of(team, rules), new Audience.Everyone(),
                        Optional.empty());

                Preview preview = broadcasts.preview(ANNA, draft).getFirst();
                broadcasts.publish(ANNA, draft, "gala");
                Eventually.holds(() -> assertThat(network.said()).hasSize(1));

                Post post = network.network().posts().all().getFirst();
                assertThat(post.text()).isEqualTo(preview.parts().getFirst().text().strip());
                assertThat(preview.named()).containsExactly("rules.pdf");
                assertThat(preview.parts().getFirst().text()).endsWith("[rules.pdf]");
                assertThat(preview.problems()).isEmpty();
                assertThat(preview.files()).singleElement().satisfies(file -> {
                    assertThat(file.file().size()).isLessThan(team.size());
                    assertThat(file.change()).isPresent();
                });
                long size = preview.files().getFirst().file().size();
                assertThat(network.network().journal().exchanges().stream().map(exchange -> exchange.request()))
                        .as("the picture went out to the byte")
                        .anyMatch(request -> carries(which, request, size));
                var spent = hub.hub().engine().means(ANNA, PublicNetwork.CHANNEL).spent();
                assertThat(preview.cost().map(Preview.Cost::price)).isEqualTo(
                        which == Which.X ? Optional.of(Money.of("0.2", "USD")) : Optional.empty());
                assertThat(spent.isPresent()).isEqualTo(which == Which.X);
            }
        }
    }

    private static boolean carries(Which which, Request request, long size) {
        return switch (which) {
            case FACEBOOK -> request.path().endsWith("/photos") && length(request) > size && length(request) < size + 2_000;
            case X -> request.path().endsWith("/initialize") && request.body().text().contains("\"total_bytes\":" + size);
            case LINKEDIN -> request.method().equals("PUT") && length(request) == size;
        };
    }

    /** The journal keeps only the beginning of so large a body. */
    private static long length(Request request) {
        return request.header("Content-Length").map(Long::parseLong).orElse(0L);
    }
}
