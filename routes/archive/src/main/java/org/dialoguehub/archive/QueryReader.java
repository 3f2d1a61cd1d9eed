package org.dialoguehub.archive;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SynonymQuery;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * What people type into a search: words that all have to be there, {@code "phrases"}, {@code -without}, {@code begin*}, {@code one OR other}, and
 * {@code field:value}. What is no field that there is, is words.
 */
final class QueryReader {
    private static final int LONGEST = 2_000;
    private static final int MOST = 100;

    private static final Pattern PIECE =
            Pattern.compile("(-?)(?:([A-Za-z]{2,10}):)?(?:[\"“”„]([^\"“”„]*)[\"“”„]?|(\\S+))");
    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?");

    private final Words words;
    private final Supplier<Query> answered;
    private final Set<String> marked = new LinkedHashSet<>();

    /** @param answered the mails that were answered */
    QueryReader(Words words, Supplier<Query> answered) {
        this.words = words;
        this.answered = answered;
    }

    /**
     * A query.
     *
     * @param marked the words of the text that are to be shown as found, as they stand in the index
     * @param ranked whether some mails fit it better than others
     */
    record Read(Query query, Set<String> marked, boolean ranked) {}

    Read read(String text) throws QueryException {
        if (text.length() > LONGEST) {
            throw new QueryException("The query has " + text.length() + " characters; at most " + LONGEST + " are read");
        }
        var all = new BooleanQuery.Builder();
        boolean found = false;
        List<Query> choices = new ArrayList<>();
        int pieces = 0;
        boolean or = false;
        boolean ranked = false;
        Matcher piece = PIECE.matcher(text);
        while (piece.find()) {
            if (++pieces > MOST) {
                throw new QueryException("The query has more than " + MOST + " words; leave some out");
            }
            if (piece.group().equals("OR")) {
                or = !choices.isEmpty();
                continue;
            }
            boolean without = !piece.group(1).isEmpty();
            Query query = piece(piece, without);
            if (query == null) {
                continue;
            }
            if (without) {
                all.add(query, Occur.MUST_NOT);
            } else {
                ranked |= !(query instanceof ConstantScoreQuery);
                if (!or) {
                    found |= flush(choices, all);
                }
                choices.add(query);
            }
            or = false;
        }
        found |= flush(choices, all);
        if (!found) {
            all.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER);
        }
        if (pieces == 0) {
            throw new QueryException("The query is empty; try a word, a \"phrase\", or from:anna after:2020");
        }
        return new Read(all.build(), marked, ranked);
    }

    private static boolean flush(List<Query> choices, BooleanQuery.Builder all) {
        if (choices.isEmpty()) {
            return false;
        }
        if (choices.size() == 1) {
            all.add(choices.getFirst(), Occur.MUST);
        } else {
            var any = new BooleanQuery.Builder();
            choices.forEach(choice -> any.add(choice, Occur.SHOULD));
            all.add(any.build(), Occur.MUST);
        }
        choices.clear();
        return true;
    }

    private @Nullable Query piece(Matcher piece, boolean without) throws QueryException {
        String field = piece.group(2) == null ? "" : piece.group(2).toLowerCase(Locale.ROOT);
        boolean phrase = piece.group(4) == null;
        String value = phrase ? piece.group(3) : piece.group(4);
        return switch (field) {
            case "" -> words(Index.TEXT, value, !without);
            case Index.SUBJECT -> words(Index.SUBJECT, value, !without);
            case Index.FROM, Index.TO -> named(field, value);
            case Index.FILE -> named(field, value.replaceAll("[._-]", " "));
            case Index.GROUP -> constant(new TermQuery(new Term(Index.GROUP, value)));
            case Index.TAG -> constant(new TermQuery(new Term(Index.TAG, value.toLowerCase(Locale.ROOT))));
            case "before" -> constant(LongPoint.newRangeQuery(Index.SENT, Long.MIN_VALUE, seconds(field, value) - 1));
            case "after" -> constant(LongPoint.newRangeQuery(Index.SENT, seconds(field, value), Long.MAX_VALUE));
            case Index.HAS -> has(value);
            case "is" -> is(value);
            default -> words(Index.TEXT, field + (phrase ? " " : ":") + value, !without);
        };
    }

    private @Nullable Query words(String field, String text, boolean marks) {
        if (text.endsWith("*") && text.length() > 2) {
            List<Set<String>> forms = words.forms(text.substring(0, text.length() - 1));
            if (forms.size() == 1) {
                // The last form is the one without the rules of a language.
                return new PrefixQuery(new Term(field, List.copyOf(forms.getFirst()).getLast()));
            }
        }
        List<Set<String>> places = words.forms(text);
        if (marks) {
            places.forEach(marked::addAll);
        }
        if (places.isEmpty()) {
            return null;
        }
        if (places.size() == 1) {
            return any(field, places.getFirst());
        }
        var phrase = new MultiPhraseQuery.Builder();
        places.forEach(forms -> phrase.add(forms.stream().map(form -> new Term(field, form)).toArray(Term[]::new)));
        return phrase.build();
    }

    private static Query any(String field, Set<String> forms) {
        if (forms.size() == 1) {
            return new TermQuery(new Term(field, forms.iterator().next()));
        }
        var any = new SynonymQuery.Builder(field);
        forms.forEach(form -> any.addTerm(new Term(field, form)));
        return any.build();
    }

    /** All words of a name, in whatever order; names have no endings. */
    private @Nullable Query named(String field, String text) {
        List<Set<String>> places = words.forms(text);
        if (places.isEmpty()) {
            return null;
        }
        var all = new BooleanQuery.Builder();
        places.forEach(forms -> all.add(any(field, forms), Occur.FILTER));
        return constant(all.build());
    }

    private static Query has(String value) throws QueryException {
        if (!value.equals("attachment")) {
            throw new QueryException("'has:" + value + "' is not known; there is has:attachment");
        }
        return constant(new TermQuery(new Term(Index.HAS, value)));
    }

    private Query is(String value) throws QueryException {
        if (!value.equals("answered")) {
            throw new QueryException("'is:" + value + "' is not known; there is is:answered");
        }
        return constant(answered.get());
    }

    private static Query constant(Query query) {
        return new ConstantScoreQuery(query);
    }

    private static long seconds(String field, String value) throws QueryException {
        Matcher date = DATE.matcher(value);
        if (!date.matches()) {
            throw new QueryException(
                    "'" + field + ":' wants a day, a month or a year, such as 2024-05-31, 2024-05 or 2024; it says '" + value + "'");
        }
        try {
            int month = date.group(2) == null ? 1 : Integer.parseInt(date.group(2));
            int day = date.group(3) == null ? 1 : Integer.parseInt(date.group(3));
            return LocalDate.of(Integer.parseInt(date.group(1)), month, day).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        } catch (DateTimeException absurd) {
            throw new QueryException("'" + field + ":" + value + "' is no date: " + absurd.getMessage());
        }
    }
}
