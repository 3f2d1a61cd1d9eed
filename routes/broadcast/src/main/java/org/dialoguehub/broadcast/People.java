package org.dialoguehub.broadcast;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dialoguehub.adaptation.Directory;
import org.dialoguehub.model.AccountId;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;
import org.dialoguehub.model.Span.Mention;

/**
 * Who can be mentioned, and who they are on each network: {@code @anna} in a text rings Anna where her account is known, and is her name elsewhere.
 *
 * @param people by the name that texts have behind the {@code @}
 */
public record People(Map<String, Person> people) {
    /** Nobody is known. */
    public static final People NOBODY = new People(Map.of());

    private static final String OURS = "person:";
    private static final Pattern NAMED = Pattern.compile("(?<![\\p{L}\\p{N}_@/.])@([\\p{L}\\p{N}_]+(?:[.-][\\p{L}\\p{N}_]+)*)");

    public People {
        people = Map.copyOf(people);
    }

    /**
     * Somebody.
     *
     * @param name for networks where the account is not known
     * @param accounts by the connector of the network, or the part of that before its first hyphen; what a network shows people begins with {@code @}
     */
    public record Person(String name, Map<String, String> accounts) {
        public Person {
            accounts = Map.copyOf(accounts);
        }

        /**
         * Reads what users write: the name and accounts, separated by semicolons, as in {@code Anna Aalto; x @anna_swims; linkedin urn:li:person:a1}.
         *
         * @throws IllegalArgumentException if there is no name, or an account without its network
         */
        public static Person read(String text) {
            String[] parts = text.split(";", -1);
            String name = parts[0].strip();
            if (name.isEmpty()) {
                throw new IllegalArgumentException("A person has a name, and accounts: Anna Aalto; x @anna_swims");
            }
            var accounts = new LinkedHashMap<String, String>();
            for (int index = 1; index < parts.length; index++) {
                String[] account = parts[index].strip().split("\\s+", -1);
                if (account.length != 2 || accounts.put(account[0], account[1]) != null) {
                    throw new IllegalArgumentException("'" + parts[index].strip() + "' is no account of " + name
                            + ": name one network and the account there, as in 'x @anna_swims'");
                }
            }
            return new Person(name, accounts);
        }

        private Optional<Mention> on(String network) {
            String family = network.split("-", 2)[0];
            return Optional.ofNullable(accounts.getOrDefault(network, accounts.get(family)))
                    .map(account -> new Mention(new AccountId(account), account.startsWith("@") ? account : name));
        }
    }

    /** The text with a mention wherever somebody who is known is named. */
    RichText in(RichText text) {
        return people.isEmpty()
                ? text
                : new Rewriting(span -> span instanceof Span.Text(String words) ? named(words) : List.of(span)).of(text);
    }

    private List<Span> named(String words) {
        List<Span> spans = new ArrayList<>();
        int done = 0;
        Matcher found = NAMED.matcher(words);
        while (found.find()) {
            Optional<Person> person = Optional.ofNullable(people.get(found.group(1)));
            if (person.isPresent()) {
                spans.add(new Span.Text(words.substring(done, found.start())));
                spans.add(new Mention(new AccountId(OURS + found.group(1)), person.get().name()));
                done = found.end();
            }
        }
        spans.add(new Span.Text(words.substring(done)));
        return spans.stream().filter(span -> !span.equals(new Span.Text(""))).toList();
    }

    /** Who these people are on a network. */
    Directory on(String network) {
        return mention -> Optional.of(mention.account().value()).filter(account -> account.startsWith(OURS))
                .flatMap(account -> Optional.ofNullable(people.get(account.substring(OURS.length()))))
                .flatMap(person -> person.on(network));
    }
}
