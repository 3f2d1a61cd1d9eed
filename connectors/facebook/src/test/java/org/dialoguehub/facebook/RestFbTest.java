package org.dialoguehub.facebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.restfb.AccessToken;
import com.restfb.BinaryAttachment;
import com.restfb.Connection;
import com.restfb.DefaultFacebookClient;
import com.restfb.DefaultJsonMapper;
import com.restfb.DefaultWebRequestor;
import com.restfb.FacebookEndpoints;
import com.restfb.Parameter;
import com.restfb.Version;
import com.restfb.exception.FacebookOAuthException;
import com.restfb.json.JsonObject;
import com.restfb.types.Comment;
import com.restfb.types.FacebookType;
import com.restfb.types.GraphResponse;
import com.restfb.types.Page;
import com.restfb.types.Post;
import com.restfb.types.send.IdMessageRecipient;
import com.restfb.types.send.SendResponse;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dialoguehub.sandbox.FacebookSimulation;
import org.dialoguehub.sandbox.FacebookVideos;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That the simulated Page is one for a client that others wrote, years before it. */
class RestFbTest {
    private static final String PAGE = FacebookSimulation.PAGE;

    private final FacebookNetwork facebook = FacebookNetwork.start();
    private final DefaultFacebookClient client = client(facebook.token());

    @AfterEach
    void close() {
        facebook.close();
    }

    @Test
    void postsReadsEditsAndDeletes() {
        FacebookType made = client.publish(PAGE + "/feed", FacebookType.class, Parameter.with("message", "Pool opens at 8"));
        facebook.page().comment("ben", made.getId(), "Thanks");

        Post read = client.fetchObject(made.getId(), Post.class,
                Parameter.with("fields", "id,message,from,created_time,comments{message,from}"));
        assertThat(read.getMessage()).isEqualTo("Pool opens at 8");
        assertThat(read.getFrom().getId()).isEqualTo(PAGE);
        assertThat(read.getCreatedTime()).isEqualTo(facebook.page().network().clock().instant());
        assertThat(read.getComments().getData()).extracting(Comment::getMessage).containsExactly("Thanks");

        client.publish(made.getId(), GraphResponse.class, Parameter.with("message", "Pool opens at 9"));
        assertThat(facebook.page().network().posts().withText("Pool opens at 9")).hasSize(1);
        assertThat(client.deleteObject(made.getId())).isTrue();
        assertThatThrownBy(() -> client.fetchObject(made.getId(), Post.class)).hasMessageContaining("does not exist");
    }

    @Test
    void followsThePagesOfAnEdge() {
        FacebookType post = client.publish(PAGE + "/feed", FacebookType.class, Parameter.with("message", "Pool opens at 8"));
        for (int each = 0; each < 7; each++) {
            facebook.page().comment("ben", post.getId(), "comment " + each);
        }

        Connection<Comment> comments = client.fetchConnection(post.getId() + "/comments", Comment.class, Parameter.with("limit", 3));

        int read = 0;
        for (List<Comment> page : comments) {
            read += page.size();
        }
        assertThat(read).isEqualTo(7);
    }

    @Test
    void postsAPicture() {
        FacebookType photo = client.publish(PAGE + "/photos", FacebookType.class,
                BinaryAttachment.with("gate.jpg", "picture".getBytes(UTF_8), "image/jpeg"),
                Parameter.with("published", false), Parameter.with("alt_text_custom", "The gate"));
        FacebookType post = client.publish(PAGE + "/feed", FacebookType.class,
                Parameter.with("attached_media", List.of(Map.of("media_fbid", photo.getId()))));

        assertThat(facebook.page().alternatives(post.getId())).containsExactly("The gate");
    }

    @Test
    void postsAVideoInPieces() {
        byte[] film = new byte[FacebookVideos.PIECE + 3_000];
        System.arraycopy("ftypisom".getBytes(UTF_8), 0, film, 4, 8);
        JsonObject begun = client.publish(PAGE + "/videos", JsonObject.class, Parameter.with("upload_phase", "start"),
                Parameter.with("file_size", film.length));
        String session = begun.getString("upload_session_id", "");
        int start = 0;
        while (start < film.length) {
            int end = Math.min(film.length, start + FacebookVideos.PIECE);
            JsonObject next = client.publish(PAGE + "/videos", JsonObject.class,
                    BinaryAttachment.with("video_file_chunk", "gate.mp4", Arrays.copyOfRange(film, start, end), "video/mp4"),
                    Parameter.with("upload_phase", "transfer"), Parameter.with("upload_session_id", session),
                    Parameter.with("start_offset", start));
            start = Integer.parseInt(next.getString("start_offset", ""));
        }
        client.publish(PAGE + "/videos", JsonObject.class, Parameter.with("upload_phase", "finish"),
                Parameter.with("upload_session_id", session), Parameter.with("description", "The gate opens"));

        assertThat(facebook.page().network().posts().withText("The gate opens")).singleElement()
                .satisfies(post -> assertThat(facebook.page().videos().content(facebook.page().videos().of(post.id()).orElseThrow().id()))
                        .isEqualTo(film));
    }

    @Test
    void answersInMessenger() {
        facebook.page().messages().say("ben", "Is it warm?");
        var recipient = new IdMessageRecipient(facebook.page().messages().personId("ben"));

        SendResponse sent = client.publish("me/messages", SendResponse.class, Parameter.with("recipient", recipient),
                Parameter.with("messaging_type", "RESPONSE"), Parameter.with("message", new com.restfb.types.send.Message("26 degrees")));

        assertThat(facebook.page().network().posts().find(sent.getMessageId()).orElseThrow().text()).isEqualTo("26 degrees");
        facebook.page().network().clock().advance(java.time.Duration.ofHours(25));
        assertThatThrownBy(() -> client.publish("me/messages", SendResponse.class, Parameter.with("recipient", recipient),
                Parameter.with("message", new com.restfb.types.send.Message("And tomorrow?"))))
                .isInstanceOfSatisfying(FacebookOAuthException.class,
                        refused -> assertThat(refused.getErrorSubcode()).isEqualTo(2_018_278));
    }

    @Test
    void signsIn() {
        URI redirect = URI.create("http://127.0.0.1:8765/signed-in");
        String code = facebook.page().agree(URI.create(facebook.page().network().uri() + "/v24.0/dialog/oauth?response_type=code&client_id="
                + FacebookSimulation.APP + "&redirect_uri=" + redirect + "&state=x"), "anna").getQuery()
                .replaceAll(".*code=([^&]*).*", "$1");
        AccessToken brief = client.obtainUserAccessToken(FacebookSimulation.APP, FacebookSimulation.SECRET, redirect.toString(), code);
        AccessToken lasting = client.obtainExtendedAccessToken(FacebookSimulation.APP, FacebookSimulation.SECRET, brief.getAccessToken());

        Connection<Page> pages = client(lasting.getAccessToken()).fetchConnection("me/accounts", Page.class);

        assertThat(pages.getData()).singleElement().satisfies(page -> {
            assertThat(page.getId()).isEqualTo(PAGE);
            assertThat(client(page.getAccessToken()).fetchObject("me", Page.class).getName()).isEqualTo("Pool of Example");
        });
        assertThat(client.debugToken(facebook.token()).isValid()).isTrue();
    }

    @Test
    void isToldInFacebooksWordsWhyNot() {
        client.publish(PAGE + "/feed", FacebookType.class, Parameter.with("message", "Pool opens at 8"));

        assertThatThrownBy(() -> client.publish(PAGE + "/feed", FacebookType.class, Parameter.with("message", "Pool opens at 8")))
                .isInstanceOfSatisfying(FacebookOAuthException.class, refused -> assertThat(refused.getErrorCode()).isEqualTo(506));
        facebook.page().withdraw("anna");
        assertThatThrownBy(() -> client.fetchObject("me", Page.class)).isInstanceOfSatisfying(FacebookOAuthException.class, refused -> {
            assertThat(refused.getErrorCode()).isEqualTo(190);
            assertThat(refused.getErrorSubcode()).isEqualTo(460);
        });
    }

    private DefaultFacebookClient client(String token) {
        var made = new DefaultFacebookClient(
                token, FacebookSimulation.SECRET, new PlainRequestor(), new DefaultJsonMapper(), Version.LATEST);
        String server = facebook.page().network().uri().toString();
        made.setFacebookEndpointUrls(new FacebookEndpoints() {
            @Override
            public String getFacebookEndpoint() {
                return server;
            }

            @Override
            public String getGraphEndpoint() {
                return server;
            }

            @Override
            public String getGraphVideoEndpoint() {
                return server;
            }
        });
        return made;
    }

    /** RestFB asks for next pages by https, whatever Facebook says; the sandbox speaks no TLS. */
    private static final class PlainRequestor extends DefaultWebRequestor {
        @Override
        protected HttpURLConnection openConnection(URL url) throws IOException {
            return super.openConnection(URI.create(url.toString().replace("https://127.0.0.1", "http://127.0.0.1")).toURL());
        }
    }
}
