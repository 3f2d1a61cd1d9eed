package org.dialoguehub.toolkit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Failure;
import org.dialoguehub.settings.Secret;
import org.jspecify.annotations.Nullable;

/** A request in the making: {@link #read} or {@link #send} sends it, once. For one thread. */
public final class HttpRequest {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final Pattern SEGMENT = Pattern.compile("/([^/]*)");
    private static final Set<String> NEEDS_BODY = Set.of("POST", "PUT", "PATCH");
    private static final int MOST_BYTES_OF_A_REFUSAL = 64 << 10;

    private final Http http;
    private final String method;
    private final String path;
    private final HttpUrl.Builder url;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Set<Integer> good = new HashSet<>();
    private Optional<String> unsendable = Optional.empty();
    private @Nullable RequestBody body;
    private Consumer<Function<String, Optional<String>>> notice = headers -> {};

    HttpRequest(Http http, String method, String path, HttpUrl.Builder url) {
        this.http = http;
        this.method = method;
        this.path = path;
        this.url = url;
        if (NEEDS_BODY.contains(method)) {
            body = RequestBody.create(new byte[0], null);
        }
    }

    HttpRequest at(List<String> values) {
        Iterator<String> left = values.iterator();
        for (Matcher segment = SEGMENT.matcher(path); segment.find();) {
            boolean open = segment.group(1).startsWith("{");
            if (open && !left.hasNext()) {
                throw new IllegalArgumentException("'" + path + "' needs more values than " + values.size());
            }
            String value = open ? left.next() : segment.group(1);
            if (value.isEmpty() || value.equals(".") || value.equals("..")) {
                unsendable = Optional.of("'" + value + "' cannot stand in the path " + path);
            }
            if (segment.group(1).startsWith("{+")) {
                url.addEncodedPathSegment(value);
            } else {
                url.addPathSegment(value);
            }
        }
        if (left.hasNext()) {
            throw new IllegalArgumentException("'" + path + "' needs fewer values than " + values.size());
        }
        return this;
    }

    /** The same with a value behind the question mark. */
    public HttpRequest query(String name, String value) {
        url.addQueryParameter(name, value);
        return this;
    }

    /** The same with a value behind the question mark, if there is one. */
    public HttpRequest query(String name, Optional<String> value) {
        value.ifPresent(it -> query(name, it));
        return this;
    }

    /** The same with a value that is percent-encoded already, for networks in whose syntax some characters must not be. */
    public HttpRequest queryAsWritten(String name, String encoded) {
        url.addEncodedQueryParameter(name, encoded);
        return this;
    }

    public HttpRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The same, for which that status is success too, as 404 is for what is to be gone. */
    public HttpRequest orElse(int status) {
        good.add(status);
        return this;
    }

    /** The same with a body. */
    public HttpRequest json(Json content) {
        body = RequestBody.create(content.written().getBytes(StandardCharsets.UTF_8), JSON);
        return this;
    }

    /** The same with the fields of a form as its body. */
    public HttpRequest form(Map<String, String> fields) {
        var form = new FormBody.Builder(StandardCharsets.UTF_8);
        fields.forEach(form::add);
        body = form.build();
        return this;
    }

    /**
     * The same with a form of several parts as its body (RFC 7578), the last of them a file. It is read once, while it is sent.
     *
     * @param fields the other parts, in their order
     * @param part the name of the part that is the file
     * @param content opens the file, of which the first {@code size} bytes are sent; there must be as many
     */
    public HttpRequest file(Map<String, String> fields, String part, String name, String mediaType, long size, Content content) {
        var form = new MultipartBody.Builder().setType(MultipartBody.FORM);
        fields.forEach(form::addFormDataPart);
        body = form.addFormDataPart(part, name, new FileBody(MediaType.parse(mediaType), size, content)).build();
        return this;
    }

    /** The same with the first {@code size} bytes of a file as its body; there must be as many. They are read once, while they are sent. */
    public HttpRequest content(String mediaType, long size, Content content) {
        body = new FileBody(MediaType.parse(mediaType), size, content);
        return this;
    }

    /** The same, whose answer's headers are looked at too, whatever its status: networks tell there what may still be asked. */
    public HttpRequest noticing(Consumer<Function<String, Optional<String>>> headersOfTheAnswer) {
        notice = headersOfTheAnswer;
        return this;
    }

    /** Opens what is to be sent. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    /** The same, signed with the name and the secret of a client, both written as in a form (RFC 6749, 2.3.1). */
    HttpRequest basic(String client, Secret secret) {
        String both = URLEncoder.encode(client, StandardCharsets.UTF_8) + ":" + URLEncoder.encode(secret.reveal(), StandardCharsets.UTF_8);
        return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Sends it, and reads the JSON that comes back.
     *
     * @param reader what the answer means; a {@link JsonException} from it is an answer that cannot be read
     */
    public <T> T read(Function<Json, T> reader) throws ConnectorException {
        return exchange((response, outcome) -> {
            byte[] bytes = response.body().byteStream().readNBytes(Http.MOST_BYTES + 1);
            if (bytes.length > Http.MOST_BYTES) {
                throw outcome.lost("has more than " + Http.MOST_BYTES + " bytes", null);
            }
            try {
                return reader.apply(Json.read(bytes));
            } catch (JsonException wrong) {
                throw outcome.lost("is not as promised: " + wrong.getMessage(), wrong);
            }
        });
    }

    /**
     * Sends it, and stores what comes back, whatever it is.
     *
     * @param most bytes; what is longer is {@link Failure.Rejected}, and nothing of it is kept
     */
    public Blobs.Stored keep(Blobs blobs, long most) throws ConnectorException {
        return exchange((response, outcome) -> {
            try (var content = new Bounded(response.body().byteStream(), most)) {
                return blobs.put(content);
            } catch (Bounded.Exceeded longer) {
                throw new ConnectorException(new Failure.Rejected("The answer to " + this + " has more than " + most + " bytes"), longer);
            }
        });
    }

    /** Sends it; whatever comes back with a status of success is success. */
    public void send() throws ConnectorException {
        exchange((response, outcome) -> response.code());
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    private <T> T exchange(Reader<T> reader) throws ConnectorException {
        if (unsendable.isPresent()) {
            throw new ConnectorException(new Failure.Rejected(unsendable.get()));
        }
        var sent = new Http.Sent();
        var outcome = new HttpOutcome(http, method, path);
        try (Response response = http.client().newCall(request(sent)).execute()) {
            notice.accept(name -> Optional.ofNullable(response.header(name)));
            if (!response.isSuccessful() && !good.contains(response.code())) {
                throw outcome.refused(response.code(), response::header, refusal(response));
            }
            return reader.read(response, outcome);
        } catch (IOException broken) {
            throw outcome.broken(broken, sent.mayHaveArrived());
        }
    }

    private Request request(Http.Sent sent) {
        Request.Builder request = Http.unsent(sent).url(url.build()).method(method, body).header("User-Agent", "dialogue-hub");
        http.token().ifPresent(token -> request.header("Authorization", "Bearer " + token.reveal()));
        headers.forEach(request::header);
        return request.build();
    }

    /** What is said with a refusal. One that is cut off is no refusal yet: many networks tell only there what they mean. */
    private static Optional<Json> refusal(Response response) throws IOException {
        byte[] told = response.body().byteStream().readNBytes(MOST_BYTES_OF_A_REFUSAL);
        try {
            return Optional.of(Json.read(told));
        } catch (JsonException untold) {
            return Optional.empty();
        }
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(Response response, HttpOutcome outcome) throws IOException, ConnectorException;
    }

    /** A stream that breaks off rather than give more bytes than were agreed. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long most) {
            super(in);
            left = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = super.read(bytes, from, length);
            left -= Math.max(count, 0);
            if (left < 0) {
                throw new Exceeded();
            }
            return count;
        }

        /** There was more. */
        static final class Exceeded extends IOException {
            @Serial private static final long serialVersionUID = 1;
        }
    }

    private static final class FileBody extends RequestBody {
        private final @Nullable MediaType type;
        private final long size;
        private final Content content;

        FileBody(@Nullable MediaType type, long size, Content content) {
            this.type = type;
            this.size = size;
            this.content = content;
        }

        @Override
        public @Nullable MediaType contentType() {
            return type;
        }

        @Override
        public long contentLength() {
            return size;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            try (InputStream in = content.open(); Source source = Okio.source(in)) {
                sink.write(source, size);
            }
        }
    }
}
