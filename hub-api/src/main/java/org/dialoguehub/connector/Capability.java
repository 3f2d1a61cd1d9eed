package org.dialoguehub.connector;

/** What a connector can do. Each stands for one interface that its sessions implement, no more and no less. */
public enum Capability {
    RECEIVE(Receiver.class),
    LISTEN(Listener.class),
    HOOK(Hook.class),
    PUBLISH(Publisher.class),
    FIND(Finder.class),
    EDIT(Editor.class),
    DELETE(Deleter.class),
    REACT(Reactor.class);

    private final Class<?> offeredBy;

    Capability(Class<?> offeredBy) {
        this.offeredBy = offeredBy;
    }

    /** The interface that a session with this capability implements. */
    public Class<?> offeredBy() {
        return offeredBy;
    }
}
