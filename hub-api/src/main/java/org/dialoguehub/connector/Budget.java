package org.dialoguehub.connector;

/**
 * Where a session tells what a channel has spent, and what its network still grants. The hub keeps it through restarts, shows it, and asks nothing of the
 * session while nothing is left. Safe for use by several threads; a call may wait for the store, so none belongs into a lock.
 */
public interface Budget {
    /** The network said how much is left. Cheap: meant to be called after every answer; of what is the same as before nothing is stored. */
    void left(Allowance allowance);

    /**
     * Takes one of an allowance of which the network says nothing, so that we count. Counted through restarts, and together with other sessions of the
     * account if it is shared.
     *
     * @param whole what is granted until then, with nothing taken yet
     * @return false if nothing is left, and nothing was taken
     */
    boolean take(Allowance whole);

    /**
     * Books what a request has cost that is not a delivery: reading, above all. Durable when this returns. What a delivery costs is booked by the hub, as
     * {@link Prepared.Ready#price()} and {@link ConnectorSpec#prices()} tell it.
     */
    void spent(Money money);

    /** Of one who has as much as there may be, and forgets what is told. */
    static Budget boundless() {
        return new Budget() {
            @Override
            public void left(Allowance allowance) {}

            @Override
            public boolean take(Allowance whole) {
                return true;
            }

            @Override
            public void spent(Money money) {}
        };
    }
}
