package org.dialoguehub.toolkit;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeVisitor;

/** Tells tables of data, whose rows read as lines, from tables that only arrange a page: those hold other tables, lists and the like. */
final class DataTables implements NodeVisitor {
    private static final Set<String> ARRANGED = Set.of("table", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6");

    private final Set<Element> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Table> open = new ArrayDeque<>();

    private DataTables() {}

    static Set<Element> in(Document document) {
        var tables = new DataTables();
        document.traverse(tables);
        return tables.found;
    }

    @Override
    public void head(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return;
        }
        String name = element.normalName();
        Table around = open.peek();
        if (around != null) {
            around.meet(name);
        }
        if (name.equals("table")) {
            open.push(new Table());
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element && element.nameIs("table") && open.pop().isData()) {
            found.add(element);
        }
    }

    private static final class Table {
        private int cellsInRow;
        private boolean severalColumns;
        private boolean arranges;

        void meet(String name) {
            arranges |= ARRANGED.contains(name);
            if (name.equals("tr")) {
                cellsInRow = 0;
            } else if (name.equals("td") || name.equals("th")) {
                cellsInRow++;
                severalColumns |= cellsInRow > 1;
            }
        }

        boolean isData() {
            return severalColumns && !arranges;
        }
    }
}
