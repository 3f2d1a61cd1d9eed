package org.dialoguehub.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.fi.FinnishLightStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.sv.SwedishLightStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Text to words as they stand in the index: in lower case, without the ending that its language gives a word, without accents. A text is in one language; a
 * query is in all of them, as nobody says in which language they ask.
 */
final class Words implements AutoCloseable {
    private final Map<Language, Analyzer> analyzers = new EnumMap<>(Language.class);

    Words() {
        for (Language language : Language.values()) {
            analyzers.put(language, new InOneLanguage(language));
        }
    }

    /** The words of a text. A thread has one stream for each field, and is done with it before it asks for the next. */
    TokenStream stream(Language language, String field, String text) {
        return analyzer(language).tokenStream(field, text);
    }

    private Analyzer analyzer(Language language) {
        Analyzer analyzer = analyzers.get(language);
        if (analyzer == null) {
            throw new IllegalArgumentException(language.name());
        }
        return analyzer;
    }

    /** What may stand in the index for the words of a text, place by place. */
    List<Set<String>> forms(String text) {
        List<Set<String>> places = new ArrayList<>();
        for (Language language : Language.values()) {
            try (TokenStream stream = stream(language, "query", text)) {
                var term = stream.getAttribute(CharTermAttribute.class);
                var step = stream.getAttribute(PositionIncrementAttribute.class);
                stream.reset();
                for (int place = -1; stream.incrementToken();) {
                    place += step.getPositionIncrement();
                    while (places.size() <= place) {
                        places.add(new LinkedHashSet<>());
                    }
                    places.get(place).add(term.toString());
                }
                stream.end();
            } catch (IOException impossible) {
                throw ArchiveException.of(impossible);
            }
        }
        places.removeIf(Set::isEmpty);
        return places;
    }

    @Override
    public void close() {
        analyzers.values().forEach(Analyzer::close);
    }

    /** The steps for one language. */
    private static final class InOneLanguage extends Analyzer {
        private final Language language;

        InOneLanguage(Language language) {
            super(PER_FIELD_REUSE_STRATEGY);
            this.language = language;
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer tokenizer = new StandardTokenizer();
            TokenStream lower = new LowerCaseFilter(tokenizer);
            TokenStream stemmed = switch (language) {
                case ENGLISH -> new PorterStemFilter(lower);
                case FINNISH -> new FinnishLightStemFilter(lower);
                case SWEDISH -> new SwedishLightStemFilter(lower);
                case GERMAN -> new GermanLightStemFilter(lower);
                case OTHER -> lower;
            };
            return new TokenStreamComponents(tokenizer, new ASCIIFoldingFilter(stemmed));
        }
    }
}
