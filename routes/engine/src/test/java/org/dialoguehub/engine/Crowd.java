package org.dialoguehub.engine;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Several threads that begin together. */
record Crowd(int size) {
    static Crowd of(int size) {
        return new Crowd(size);
    }

    /** What the work of each gave, in the order of their numbers; fails as the first of them failed. */
    <T> List<T> each(IntFunction<T> work) {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(size)) {
            List<Future<T>> results = IntStream.range(0, size)
                    .mapToObj(number -> threads.submit(one(start, () -> work.apply(number))))
                    .toList();
            start.countDown();
            return results.stream().map(Crowd::result).toList();
        }
    }

    private static <T> Callable<T> one(CountDownLatch start, Callable<T> work) {
        return () -> {
            start.await();
            return work.call();
        };
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
