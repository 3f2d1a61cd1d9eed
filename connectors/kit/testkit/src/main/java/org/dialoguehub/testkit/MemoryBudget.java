package org.dialoguehub.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dialoguehub.connector.Allowance;
import org.dialoguehub.connector.Budget;
import org.dialoguehub.connector.Money;

/** Remembers what a session tells of its budget; counts what it takes. */
public final class MemoryBudget implements Budget {
    private final Map<String, Allowance> allowances = new LinkedHashMap<>();
    private final List<Money> spent = new ArrayList<>();

    @Override
    public synchronized void left(Allowance allowance) {
        allowances.put(allowance.name(), allowance);
    }

    @Override
    public synchronized boolean take(Allowance whole) {
        long left = Optional.ofNullable(allowances.get(whole.name()))
                .filter(known -> known.until().equals(whole.until()))
                .map(Allowance::left)
                .orElse(whole.of());
        allowances.put(whole.name(), whole.left(left - 1));
        return left > 0;
    }

    @Override
    public synchronized void spent(Money money) {
        spent.add(money);
    }

    /** What was told last of each allowance. */
    public synchronized List<Allowance> allowances() {
        return List.copyOf(allowances.values());
    }

    /** What was booked, in its order. */
    public synchronized List<Money> spendings() {
        return List.copyOf(spent);
    }
}
