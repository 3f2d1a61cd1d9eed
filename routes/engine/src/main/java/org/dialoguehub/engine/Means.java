package org.dialoguehub.engine;

import java.util.List;
import java.util.Optional;
import org.dialoguehub.connector.Allowance;
import org.dialoguehub.connector.Money;

/**
 * What a channel has to work with.
 *
 * @param spent in this month (UTC) by its account; empty if its network takes no money
 * @param limit what may be spent in a month; empty if nobody has set one
 * @param allowances what the network still grants, as far as it is known
 * @param shortages what is put off since money or an allowance is used up, with the way out
 */
public record Means(Optional<Money> spent, Optional<Money> limit, List<Allowance> allowances, List<String> shortages) {
    public Means {
        allowances = List.copyOf(allowances);
        shortages = List.copyOf(shortages);
    }
}
