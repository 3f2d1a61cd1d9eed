package org.dialoguehub.linkedin;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.connector.Host;
import org.dialoguehub.linkedin.LinkedInJson.Answer;
import org.dialoguehub.linkedin.LinkedInJson.Page;
import org.dialoguehub.linkedin.LinkedInJson.Part;
import org.dialoguehub.linkedin.LinkedInJson.Upload;
import org.dialoguehub.linkedin.LinkedInJson.Video;
import org.dialoguehub.linkedin.LinkedInJson.VideoUpload;
import org.dialoguehub.model.Attachment;
import org.dialoguehub.settings.Secret;
import org.dialoguehub.toolkit.Http;
import org.dialoguehub.toolkit.HttpRequest;
import org.dialoguehub.toolkit.Json;
import org.dialoguehub.toolkit.OAuthAccess;

/**
 * Paths, headers, status codes and paging; nothing of our model.
 *
 * @param organization for which it speaks; without one, for the member who has signed in
 */
record LinkedInApi(
        URI server, Http http, OAuthAccess access, LinkedInQuota quota, LinkedInErrors errors, String version,
        Optional<String> organization) {
    /** What is told by notifications, and worth telling on. */
    private static final String ACTIONS = "List(COMMENT,ADMIN_COMMENT,COMMENT_EDIT,COMMENT_DELETE,LIKE,SHARE,SHARE_MENTION)";
    private static final int PAGE = 100;
    private static final int PAGE_OF_POSTS = 50;
    private static final int THERE_ALREADY = 409;
    private static final int GONE = 404;
    private static final int CLOSED = 403;

    /** The name under which it speaks. */
    String author() throws ConnectorException {
        return organization.isPresent() ? organization.get() : access.grant().note();
    }

    /** What the organization, or the member, is called. */
    String name() throws ConnectorException {
        return asked(token -> name(token));
    }

    /** The same, of one who has just signed in. */
    String name(Secret token) throws ConnectorException {
        if (organization.isEmpty()) {
            return http.bearing(token).get("/v2/userinfo").read(json -> json.optionalText("name").orElse("a member"));
        }
        String number = LinkedInUrn.order(organization.get());
        return rest(token, "GET", "/rest/organizations/{id}", number).read(json -> json.text("localizedName"));
    }

    /** Who has just signed in. */
    String member(Secret token) throws ConnectorException {
        return http.bearing(token).get("/v2/userinfo").read(LinkedInJson::member).value();
    }

    /** A page of what the organization has posted, newest first. */
    List<Json> posts(int start) throws ConnectorException {
        String author = author();
        return asked(
                token -> rest(token, "GET", "/rest/posts").header("X-RestLi-Method", "FINDER").query("q", "author").query("author", author)
                        .query("sortBy", "CREATED").query("start", Integer.toString(start)).query("count", Integer.toString(PAGE_OF_POSTS))
                        .read(Page::read))
                .elements();
    }

    /** All comments right below a post or a comment; none if it is gone. */
    List<Json> comments(String on) throws ConnectorException {
        return all(start -> asked(token -> rest(token, "GET", "/rest/socialActions/{+urn}/comments", LinkedInUrn.encoded(on)).orElse(GONE)
                .query("start", Integer.toString(start)).query("count", Integer.toString(PAGE))
                .read(json -> json.has("elements") ? Page.read(json) : new Page(List.of()))));
    }

    /** A comment; empty if it is gone, or below the post of a member, where nobody may look. */
    Optional<Json> comment(LinkedInUrn urn) throws ConnectorException {
        return asked(
                token -> rest(token, "GET", "/rest/socialActions/{+urn}/comments/{id}", LinkedInUrn.encoded(urn.thread()), urn.number())
                        .orElse(GONE).orElse(CLOSED)
                        .read(json -> json.has("message") && !json.isText("message") ? Optional.of(json) : Optional.empty()));
    }

    /** All that was done to the organization. */
    List<Json> notifications(long from, long until) throws ConnectorException {
        String author = author();
        return all(start -> asked(token -> rest(token, "GET", "/rest/organizationalEntityNotifications").header("X-RestLi-Method", "FINDER")
                .query("q", "criteria").query("organizationalEntity", author).queryAsWritten("actions", ACTIONS)
                .queryAsWritten("timeRange", "(start:" + from + ",end:" + until + ")")
                .query("start", Integer.toString(start)).query("count", Integer.toString(PAGE)).read(Page::read)));
    }

    /** Publishes a post; its id. */
    String publish(LinkedInJson.Draft draft) throws ConnectorException {
        Json body = draft.json(author());
        List<String> ids = new ArrayList<>();
        asked(token -> {
            rest(token, "POST", "/rest/posts").noticing(header -> header.apply("x-restli-id").ifPresent(ids::add)).json(body).send();
            return "";
        });
        return ids.stream().filter(it -> it.startsWith("urn:li:")).findFirst().orElseThrow(() -> new ConnectorException(
                new Failure.Uncertain("LinkedIn seems to have taken the post, but tells no id of it")));
    }

    /** Publishes a comment; its id. */
    String answer(Answer answer) throws ConnectorException {
        Json body = answer.json(author());
        return asked(token -> rest(token, "POST", "/rest/socialActions/{+urn}/comments", LinkedInUrn.encoded(answer.place())).json(body)
                .read(LinkedInJson.Comment::name)).value();
    }

    /** @param text of a comment as people are to see it, of a post in little text */
    void edit(LinkedInUrn urn, String text) throws ConnectorException {
        Json set = Json.object().with("$set", urn.isComment()
                ? Json.object().with("text", text)
                : Json.object().with("commentary", text));
        String author = author();
        asked(token -> {
            var request = urn.isComment()
                    ? comment(token, "POST", urn, author).json(patch(Json.object().with("message", set)))
                    : rest(token, "POST", "/rest/posts/{+urn}", LinkedInUrn.encoded(urn.value())).json(patch(set));
            request.header("X-RestLi-Method", "PARTIAL_UPDATE").send();
            return urn;
        });
    }

    void delete(LinkedInUrn urn) throws ConnectorException {
        String author = author();
        asked(token -> {
            var request = urn.isComment()
                    ? comment(token, "DELETE", urn, author)
                    : rest(token, "DELETE", "/rest/posts/{+urn}", LinkedInUrn.encoded(urn.value()));
            request.header("X-RestLi-Method", "DELETE").orElse(GONE).send();
            return urn;
        });
    }

    void react(LinkedInUrn urn, String type) throws ConnectorException {
        String author = author();
        asked(token -> {
            rest(token, "POST", "/rest/reactions").query("actor", author).orElse(THERE_ALREADY)
                    .json(Json.object().with("root", urn.value()).with("reactionType", type)).send();
            return urn;
        });
    }

    void unreact(LinkedInUrn urn) throws ConnectorException {
        String key = "(actor:" + LinkedInUrn.encoded(author()) + ",entity:" + LinkedInUrn.encoded(urn.value()) + ")";
        asked(token -> {
            rest(token, "DELETE", "/rest/reactions/{+key}", key).orElse(GONE).send();
            return urn;
        });
    }

    /** Uploads a picture; its name. Nobody can see it yet. */
    String upload(Attachment picture, Host host) throws ConnectorException {
        Json asked = Json.object().with("initializeUploadRequest", Json.object().with("owner", author()));
        Upload place = asked(token -> rest(token, "POST", "/rest/images").query("action", "initializeUpload").json(asked)
                .read(Upload::read));
        put(place.address(), upload -> access.with(token -> {
            upload.bearing(token).put("").content(picture.mediaType(), picture.size(), () -> host.blobs().open(picture.content())).send();
            return "";
        }), host);
        return place.image().value();
    }

    /** Begins to upload a video of that many bytes. */
    VideoUpload beginVideo(long size) throws ConnectorException {
        Json asked = Json.object().with("initializeUploadRequest", Json.object().with("owner", author()).with("fileSizeBytes", size)
                .with("uploadCaptions", false).with("uploadThumbnail", false));
        return asked(token -> rest(token, "POST", "/rest/videos").query("action", "initializeUpload").json(asked).read(VideoUpload::read));
    }

    /** Sends a part to its address, which holds what lets us in; by what it will be known. */
    String sendPart(Part part, Attachment file, Host host) throws ConnectorException {
        List<String> tags = new ArrayList<>();
        put(part.address(), upload -> {
            upload.put("").noticing(header -> header.apply("ETag").ifPresent(tags::add))
                    .content("application/octet-stream", part.size(), () -> from(part.first(), file, host)).send();
            return "";
        }, host);
        return tags.stream().map(tag -> tag.replaceAll("^\"|\"$", "")).findFirst().orElseThrow(() -> new ConnectorException(
                new Failure.Unreachable("LinkedIn seems to have taken a part of the video, but tells no ETag of it")));
    }

    /** @param tags of the parts, in their order */
    void endVideo(VideoUpload upload, List<String> tags) throws ConnectorException {
        Json asked = Json.object().with("finalizeUploadRequest", Json.object().with("video", upload.video().value())
                .with("uploadToken", upload.token()).withTexts("uploadedPartIds", tags));
        asked(token -> {
            rest(token, "POST", "/rest/videos").query("action", "finalizeUpload").json(asked).send();
            return "";
        });
    }

    Video video(LinkedInUrn urn) throws ConnectorException {
        return asked(token -> rest(token, "GET", "/rest/videos/{+urn}", LinkedInUrn.encoded(urn.value())).read(Video::read));
    }

    private static InputStream from(long start, Attachment file, Host host) throws IOException {
        InputStream content = host.blobs().open(file.content());
        content.skipNBytes(start);
        return content;
    }

    private void put(URI address, Putting putting, Host host) throws ConnectorException {
        if (!isOfLinkedIn(address)) {
            throw new ConnectorException(
                    new Failure.Rejected("LinkedIn wants a file to be sent to " + address.getHost() + "; the hub does not"));
        }
        try (Http upload = Http.to(address, host).meaning(errors)) {
            putting.to(upload);
        }
    }

    @FunctionalInterface
    private interface Putting {
        String to(Http upload) throws ConnectorException;
    }

    private boolean isOfLinkedIn(URI address) {
        String name = String.valueOf(address.getHost());
        boolean known = "https".equals(address.getScheme()) && name.endsWith(".linkedin.com");
        return known || (name.equals(server.getHost()) && address.getPort() == server.getPort());
    }

    private static Json patch(Json what) {
        return Json.object().with("patch", what);
    }

    private HttpRequest comment(Secret token, String method, LinkedInUrn urn, String actor) {
        return rest(token, method, "/rest/socialActions/{+urn}/comments/{id}", LinkedInUrn.encoded(urn.thread()), urn.number())
                .query("actor", actor);
    }

    private HttpRequest rest(Secret token, String method, String path, String... values) {
        return http.bearing(token).request(method, path, values)
                .header("LinkedIn-Version", version)
                .header("X-Restli-Protocol-Version", "2.0.0");
    }

    private <T> T asked(OAuthAccess.Call<T> call) throws ConnectorException {
        quota.take();
        return access.with(call);
    }

    /** Page by page, until one is not full or brings nothing new. */
    private static List<Json> all(Paging paging) throws ConnectorException {
        List<Json> all = new ArrayList<>();
        List<Json> page;
        do {
            page = paging.page(all.size()).elements();
            if (all.containsAll(page)) {
                return all;
            }
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    @FunctionalInterface
    private interface Paging {
        Page page(int start) throws ConnectorException;
    }
}
