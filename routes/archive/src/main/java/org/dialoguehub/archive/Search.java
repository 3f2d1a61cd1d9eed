package org.dialoguehub.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.dialoguehub.archive.Catalogue.Label;
import org.dialoguehub.archive.SearchRequest.Order;
import org.dialoguehub.archive.SearchRequest.Unit;
import org.dialoguehub.archive.SearchResult.Hit;
import org.dialoguehub.engine.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Finds mails for those who may read them: the filter by group is part of every query. Sees what another thread or process has committed to the index within a
 * second. Safe for use by several threads.
 */
final class Search implements AutoCloseable {
    private static final long REFRESH_NANOS = 500_000_000;
    private static final int ROUND = 50;

    private final Path folder;
    private final Words words;
    private final Catalogues catalogues;
    private @Nullable Directory directory;
    private volatile @Nullable SearcherManager searchers;
    private long refreshed = System.nanoTime() - REFRESH_NANOS;

    Search(Path folder, Words words, Catalogues catalogues) {
        this.folder = folder;
        this.words = words;
        this.catalogues = catalogues;
    }

    SearchResult find(Principal reader, SearchRequest request) throws QueryException {
        try {
            SearcherManager manager = manager();
            if (manager == null) {
                new QueryReader(words, () -> MatchNoDocsQuery.INSTANCE).read(request.query());
                return new SearchResult(List.of(), Optional.empty(), 0);
            }
            IndexSearcher searcher = manager.acquire();
            try {
                return catalogues.with(catalogue -> find(searcher, catalogue, reader, request));
            } finally {
                manager.release(searcher);
            }
        } catch (IOException failed) {
            throw ArchiveException.of(failed);
        }
    }

    private synchronized @Nullable SearcherManager manager() throws IOException {
        SearcherManager manager = searchers;
        if (System.nanoTime() - refreshed >= REFRESH_NANOS) {
            if (manager != null) {
                manager.maybeRefresh();
            } else {
                Directory opened = FSDirectory.open(folder);
                if (DirectoryReader.indexExists(opened)) {
                    directory = opened;
                    manager = new SearcherManager(opened, null);
                    searchers = manager;
                } else {
                    opened.close();
                }
            }
            refreshed = System.nanoTime();
        }
        return manager;
    }

    private SearchResult find(IndexSearcher searcher, Catalogue catalogue, Principal reader, SearchRequest request)
            throws IOException, QueryException {
        QueryReader.Read read = read(request.query(), catalogue);
        Map<Long, Label> labels = catalogue.labels();
        Set<String> readable = readable(labels, reader);
        Query query = filtered(read.query(), readable);
        // What all fits equally well: the newest of it are found without a look at the rest.
        Order order = read.ranked() ? request.order() : Order.NEWEST;
        var page = new Page(searcher, catalogue, query, sort(order), order, request);
        page.fill();
        List<Hit> hits = new ArrayList<>();
        for (Found found : page.found()) {
            hits.add(hit(searcher, found, labels, readable, read.marked()));
        }
        return new SearchResult(hits, page.next(), page.total());
    }

    Facets facets(Principal reader, String query) throws QueryException {
        try {
            SearcherManager manager = manager();
            if (manager == null) {
                return new Facets(List.of(), List.of(), List.of(), true);
            }
            IndexSearcher searcher = manager.acquire();
            try {
                return catalogues.with(catalogue -> {
                    Set<String> readable = readable(catalogue.labels(), reader);
                    return searcher.search(filtered(read(query, catalogue).query(), readable), FacetCollector.counting(readable));
                });
            } finally {
                manager.release(searcher);
            }
        } catch (IOException failed) {
            throw ArchiveException.of(failed);
        }
    }

    private QueryReader.Read read(String query, Catalogue catalogue) throws QueryException {
        return new QueryReader(words, () -> Index.numbered(catalogue.answered())).read(query);
    }

    /** Always, even if all groups may be read: one that comes meanwhile may not. */
    private static Query filtered(Query query, Set<String> readable) {
        return new BooleanQuery.Builder().add(query, Occur.MUST)
                .add(new TermInSetQuery(Index.GROUP, readable.stream().map(BytesRef::new).toList()), Occur.FILTER).build();
    }

    private static Set<String> readable(Map<Long, Label> labels, Principal reader) {
        Set<String> readable = new HashSet<>();
        labels.values().stream().filter(label -> label.group() && reader.reads(label.audience()))
                .forEach(label -> readable.add(label.name()));
        return readable;
    }

    /** The number comes last, so that the order is total, and a page can begin behind any hit. */
    private static Sort sort(Order order) {
        SortField number = LongField.newSortField(Index.NUMBER, true, SortedNumericSelector.Type.MIN);
        return switch (order) {
            case BEST -> new Sort(SortField.FIELD_SCORE, number);
            case NEWEST -> new Sort(LongField.newSortField(Index.SENT, true, SortedNumericSelector.Type.MIN), number);
        };
    }

    /** A mail that belongs on the page. */
    private record Found(int document, Catalogue.Listed mail) {}

    /** Looks for as many as fit on a page. */
    private static final class Page {
        private final IndexSearcher searcher;
        private final Catalogue catalogue;
        private final Query query;
        private final Sort sort;
        private final SearchRequest request;
        private final Map<Long, Found> found = new LinkedHashMap<>();
        private @Nullable FieldDoc after;
        private boolean more;
        private long total;

        Page(IndexSearcher searcher, Catalogue catalogue, Query query, Sort sort, Order order, SearchRequest request)
                throws QueryException {
            this.searcher = searcher;
            this.catalogue = catalogue;
            this.query = query;
            this.sort = sort;
            this.request = request;
            this.after = Cursor.read(request.cursor(), order);
        }

        void fill() throws IOException {
            FieldDoc start = after;
            boolean threads = request.unit() == Unit.THREADS;
            int round = threads ? Math.max(ROUND, request.limit() + 1) : request.limit() + 1;
            do {
                TopFieldDocs docs = searcher.search(query, new TopFieldCollectorManager(sort, round, after, SearchResult.COUNTED));
                total = Math.max(total, docs.totalHits.value());
                more = docs.scoreDocs.length == round;
                Map<Integer, Long> numbers = numbers(docs);
                Map<Long, Catalogue.Listed> mails = catalogue.listed(numbers.values());
                for (var each : docs.scoreDocs) {
                    Catalogue.Listed mail = mails.get(numbers.getOrDefault(each.doc, 0L));
                    if (mail == null) {
                        continue; // The index is ahead of the catalogue, as a crash can leave it.
                    }
                    long thread = mail.thread();
                    long key = threads ? thread : mail.row().number();
                    if (!found.containsKey(key) && !(threads && start != null && isShown(thread, start))) {
                        if (found.size() == request.limit()) {
                            more = true;
                            return;
                        }
                        found.put(key, new Found(each.doc, mail));
                    }
                    after = (FieldDoc) each;
                }
            } while (more && found.size() < request.limit());
        }

        /** Whether a thread was on an earlier page: then one of its mails stands before where this page begins. */
        private boolean isShown(long thread, FieldDoc start) throws IOException {
            List<Long> mails = catalogue.thread(thread).stream().flatMap(place -> place.mail().stream()).map(Row::number).toList();
            var inThread = new BooleanQuery.Builder().add(query, Occur.MUST).add(Index.numbered(mails), Occur.FILTER).build();
            TopFieldDocs best = searcher.search(inThread, new TopFieldCollectorManager(sort, 1, null, 1));
            return best.scoreDocs.length > 0 && Cursor.compare((FieldDoc) best.scoreDocs[0], start) <= 0;
        }

        private Map<Integer, Long> numbers(TopFieldDocs docs) throws IOException {
            Map<Integer, Long> numbers = new LinkedHashMap<>();
            for (var each : docs.scoreDocs) {
                numbers.put(each.doc, (Long) Objects.requireNonNull(((FieldDoc) each).fields[1]));
            }
            return numbers;
        }

        List<Found> found() {
            return List.copyOf(found.values());
        }

        long total() {
            return total;
        }

        Optional<String> next() {
            FieldDoc last = after;
            return more && last != null ? Optional.of(Cursor.write(last)) : Optional.empty();
        }
    }

    private Hit hit(IndexSearcher searcher, Found found, Map<Long, Label> labels, Set<String> readable, Set<String> marked)
            throws IOException {
        Row row = found.mail().row();
        String own = Optional.ofNullable(searcher.storedFields().document(found.document(), Set.of(Index.OWN)).get(Index.OWN)).orElse("");
        Set<String> groups = new TreeSet<>(Registrar.names(found.mail().labels(), labels, true));
        groups.retainAll(readable);
        return new Hit(row.number(), found.mail().thread(), row.subject(), row.name(), row.address(), row.time(), groups,
                Excerpt.of(own, marked, words));
    }

    @Override
    public void close() {
        try {
            SearcherManager manager = searchers;
            if (manager != null) {
                manager.close();
            }
            Directory opened = directory;
            if (opened != null) {
                opened.close();
            }
        } catch (IOException useless) {
            // Nothing was written.
        }
    }
}
