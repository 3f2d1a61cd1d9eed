package org.dialoguehub.archive;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.dialoguehub.archive.Facets.Count;

/** Counts what is found by person, group and year. */
final class FacetCollector extends SimpleCollector {
    private final Set<String> readable;
    private final Map<String, Integer> people = new HashMap<>();
    private final Map<String, Integer> groups = new HashMap<>();
    private final Map<Integer, Integer> years = new HashMap<>();
    private int counted;
    private Segment segment = new Segment(DocValues.emptySorted(), DocValues.emptySortedSet(), DocValues.emptySortedNumeric());
    private int[] peopleHere = new int[0];
    private int[] groupsHere = new int[0];

    private FacetCollector(Set<String> readable) {
        this.readable = readable;
    }

    /** @param readable the groups that may be told of */
    static CollectorManager<FacetCollector, Facets> counting(Set<String> readable) {
        return new CollectorManager<>() {
            @Override
            public FacetCollector newCollector() {
                return new FacetCollector(readable);
            }

            @Override
            public Facets reduce(Collection<FacetCollector> parts) throws IOException {
                var all = new FacetCollector(readable);
                for (FacetCollector part : parts) {
                    part.flush();
                    part.people.forEach((who, mails) -> all.people.merge(who, mails, Integer::sum));
                    part.groups.forEach((group, mails) -> all.groups.merge(group, mails, Integer::sum));
                    part.years.forEach((year, mails) -> all.years.merge(year, mails, Integer::sum));
                    all.counted += part.counted;
                }
                return all.facets();
            }
        };
    }

    private record Segment(SortedDocValues person, SortedSetDocValues group, SortedNumericDocValues sent) {}

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
        flush();
        segment = new Segment(DocValues.getSorted(context.reader(), Index.PERSON), DocValues.getSortedSet(context.reader(), Index.GROUP),
                DocValues.getSortedNumeric(context.reader(), Index.SENT));
        peopleHere = new int[segment.person().getValueCount()];
        groupsHere = new int[Math.toIntExact(segment.group().getValueCount())];
    }

    @Override
    public void collect(int document) throws IOException {
        if (counted == Facets.MOST) {
            throw new CollectionTerminatedException();
        }
        counted++;
        if (segment.person().advanceExact(document)) {
            peopleHere[segment.person().ordValue()]++;
        }
        if (segment.group().advanceExact(document)) {
            for (int value = 0; value < segment.group().docValueCount(); value++) {
                groupsHere[(int) segment.group().nextOrd()]++;
            }
        }
        if (segment.sent().advanceExact(document)) {
            long seconds = segment.sent().nextValue();
            if (seconds != 0) {
                years.merge(Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC).getYear(), 1, Integer::sum);
            }
        }
    }

    private void flush() throws IOException {
        for (int ordinal = 0; ordinal < peopleHere.length; ordinal++) {
            if (peopleHere[ordinal] > 0) {
                people.merge(segment.person().lookupOrd(ordinal).utf8ToString(), peopleHere[ordinal], Integer::sum);
            }
        }
        for (int ordinal = 0; ordinal < groupsHere.length; ordinal++) {
            if (groupsHere[ordinal] > 0) {
                groups.merge(segment.group().lookupOrd(ordinal).utf8ToString(), groupsHere[ordinal], Integer::sum);
            }
        }
        peopleHere = new int[0];
        groupsHere = new int[0];
    }

    private Facets facets() {
        groups.keySet().retainAll(readable);
        people.remove("");
        List<Count> byYear = new ArrayList<>();
        years.entrySet().stream().sorted(Map.Entry.<Integer, Integer>comparingByKey().reversed())
                .forEach(year -> byYear.add(new Count(Integer.toString(year.getKey()), year.getValue())));
        return new Facets(most(people), most(groups), byYear, counted < Facets.MOST);
    }

    private static List<Count> most(Map<String, Integer> counts) {
        return counts.entrySet().stream().map(each -> new Count(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingInt(Count::mails).reversed().thenComparing(Count::of)).limit(Facets.PEOPLE).toList();
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }
}
