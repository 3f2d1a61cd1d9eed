package org.dialoguehub.benchmark;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** The least that speaking can cost: a loop of OkHttp for each channel, that remembers nothing. */
final class BareClient implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

    private final Request request;
    private final OkHttpClient client;

    BareClient(URI server, int channels, String text) {
        this.request = new Request.Builder().url(server.resolve("/posts").toString())
                .post(RequestBody.create("{\"text\":\"" + text + "\"}", JSON)).build();
        this.client = new OkHttpClient.Builder().connectionPool(new ConnectionPool(channels, 1, TimeUnit.MINUTES))
                .dispatcher(new Dispatcher()).retryOnConnectionFailure(false).callTimeout(Duration.ofMinutes(1)).build();
    }

    /** Posts so often on each channel, on all at once, and gives the seconds that took. */
    double seconds(int channels, int times) throws Exception {
        Callable<Void> channel = () -> {
            for (int time = 0; time < times; time++) {
                post();
            }
            return null;
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long begin = System.nanoTime();
            List<Future<Void>> loops = threads.invokeAll(IntStream.range(0, channels).mapToObj(number -> channel).toList());
            for (Future<Void> loop : loops) {
                loop.get();
            }
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    private void post() throws IOException {
        try (Response response = client.newCall(request).execute()) {
            String answer = response.body().string();
            if (response.code() != 201) {
                throw new IOException("The board answered " + response.code() + ": " + answer);
            }
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
