package org.dialoguehub.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listening port on the loopback address that can go away and come back. Closing it ends every connection and thread it has. */
final class LoopbackPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackPort.class);
    private static final int BACKLOG = 128;
    private static final int PATIENCE_SECONDS = 10;

    /** Serves one connection, on a thread of its own; an {@link IOException} just ends the connection. */
    @FunctionalInterface
    interface Handler {
        void serve(Connection connection) throws IOException, InterruptedException;
    }

    private record Listener(ServerSocket socket, Future<?> accepting) {}

    private final String name;
    private final Handler handler;
    private final ExecutorService threads;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger toRefuse = new AtomicInteger();
    private final InetSocketAddress address;
    private final Socket reservation = new Socket();
    private Listener listener;
    private int outages;
    private boolean closed;

    LoopbackPort(String name, Handler handler) {
        this.name = name;
        this.handler = handler;
        var made = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "sandbox-" + name + "-" + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            this.address = reserve();
            this.listener = listen();
        } catch (IOException e) {
            threads.shutdownNow();
            throw new UncheckedIOException(name + " found no free port on the loopback address", e);
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** How many connections clients have opened, those refused after being accepted among them. */
    int accepted() {
        return accepted.get();
    }

    void refuseNext(int count) {
        toRefuse.addAndGet(count);
    }

    /** Refuses connections (ECONNREFUSED) and resets those that are open, until the outage ends. */
    synchronized Outage outage() {
        if (outages++ == 0) {
            stopListening();
            connections.forEach(Connection::reset);
        }
        var open = new AtomicBoolean(true);
        return () -> {
            if (open.getAndSet(false)) {
                endOutage();
            }
        };
    }

    /** Runs a task of a connection beside its handler. */
    void run(Runnable task) {
        threads.execute(task);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            stopListening();
        }
        connections.forEach(Connection::close);
        Connection.reset(reservation);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(name + " still has a thread at work " + PATIENCE_SECONDS + " s after it was closed");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A bound socket that never listens keeps the port ours during an outage: no other process is given it meanwhile. */
    private InetSocketAddress reserve() throws IOException {
        reservation.setReuseAddress(true);
        reservation.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), reservation.getLocalPort());
    }

    private Listener listen() throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(address, BACKLOG);
        return new Listener(socket, threads.submit(() -> acceptFrom(socket)));
    }

    private void stopListening() {
        try {
            listener.socket.close();
            // until the thread that accepts has left the system call, the system still lets clients in
            listener.accepting.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(name + " cannot close its port", e);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void endOutage() {
        if (--outages > 0 || closed) {
            return;
        }
        try {
            listener = listen();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot come back on port " + address.getPort(), e);
        }
    }

    private void acceptFrom(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                admit(socket, socket.accept());
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.warn("{} could not accept a connection", name, e);
                }
            }
        }
    }

    private void admit(ServerSocket socket, Socket client) throws IOException {
        client.setTcpNoDelay(true);
        var connection = new Connection(accepted.incrementAndGet(), client);
        connections.add(connection);
        var refused = toRefuse.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
        try {
            if (!refused && !socket.isClosed()) {
                threads.execute(() -> serve(connection));
                return;
            }
        } catch (RejectedExecutionException closing) {
            LOG.debug("{} came too late", connection.number(), closing);
        }
        connections.remove(connection);
        connection.reset();
    }

    private void serve(Connection connection) {
        try (connection) {
            handler.serve(connection);
        } catch (IOException e) {
            LOG.debug("{}: connection {} broke", name, connection.number(), e);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }
}
