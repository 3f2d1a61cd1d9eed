package org.dialoguehub.engine;

final class MemoryStoreContractTest implements StoreContract {
    private MemoryStore store = new MemoryStore();

    @Override
    public Store store() {
        return store;
    }

    @Override
    public void reopen() {
        store = store.reopened();
    }
}
