package org.dialoguehub.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;

/** What is true of every page, whatever it shows. */
final class Validity {
    private Validity() {}

    /** The page as a browser understands it, having checked it. */
    static Document checked(String page) {
        Parser parser = Parser.htmlParser().setTrackErrors(20);
        Document document = Jsoup.parse(page, "", parser);
        assertThat(parser.getErrors()).extracting(ParseError::toString).isEmpty();
        assertThat(document.getElementsByAttribute("id").eachAttr("id")).doesNotHaveDuplicates().noneMatch(String::isBlank);
        assertThat(document.getElementsByTag("h1")).hasSize(1);
        assertThat(document.getElementsByTag("main")).hasSize(1);
        assertThat(document.getElementsByTag("html").attr("lang")).isNotEmpty();
        assertThat(document.title()).isNotBlank();
        assertThat(document.select("img:not([alt]), input:not([id]), [style], style, script:not([src])")).isEmpty();
        for (Element labelled : document.select("[aria-labelledby], [aria-describedby], label[for]")) {
            String ids = labelled.attr("aria-labelledby") + " " + labelled.attr("aria-describedby") + " " + labelled.attr("for");
            assertThat(ids.strip().split(" +")).allSatisfy(id -> assertThat(document.getElementById(id)).as(id).isNotNull());
        }
        assertThat(document.getAllElements().stream().flatMap(element -> element.attributes().asList().stream()).map(Attribute::getKey))
                .noneMatch(name -> name.startsWith("on"));
        assertThat(document.select("link, script, img, use, iframe, form, source, object, embed").stream()
                .map(element -> element.attr("src") + element.attr("href") + element.attr("action")))
                .allMatch(address -> address.startsWith("/") && !address.startsWith("//"));
        return document;
    }
}
