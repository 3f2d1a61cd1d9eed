package org.dialoguehub.broadcast;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.dialoguehub.model.RichText;
import org.dialoguehub.model.Span;

/**
 * Lets links tell the site they lead to where they were clicked, by the parameters that web analytics read
 * (<a href="https://support.google.com/analytics/answer/10917952">UTM parameters</a>). Links that have such parameters stay as they are.
 *
 * @param source the network
 */
record Utm(String source, String campaign) {
    RichText in(RichText text) {
        return new Rewriting(span -> List.of(span instanceof Span.Link link ? link(link) : span)).of(text);
    }

    /** An address that was written out is shown as it leads now. */
    private Span link(Span.Link link) {
        URI target = target(link.target());
        boolean bare = link.spans().equals(List.of(new Span.Text(link.target().toString())));
        return new Span.Link(bare ? List.of(new Span.Text(target.toString())) : link.spans(), target);
    }

    private URI target(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        String query = address.getRawQuery() == null ? "" : address.getRawQuery();
        if ((!scheme.equals("http") && !scheme.equals("https")) || query.contains("utm_")) {
            return address;
        }
        String written = address.toString();
        int end = written.indexOf('#') < 0 ? written.length() : written.indexOf('#');
        String parameters = "utm_source=" + encoded(source) + "&utm_medium=social&utm_campaign=" + encoded(campaign);
        String joint = address.getRawQuery() == null ? "?" : query.isEmpty() ? "" : "&";
        return URI.create(written.substring(0, end) + joint + parameters + written.substring(end));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
