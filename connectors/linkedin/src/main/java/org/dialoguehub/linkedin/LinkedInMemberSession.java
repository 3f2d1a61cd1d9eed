package org.dialoguehub.linkedin;

import java.time.Instant;
import org.dialoguehub.connector.ConnectorException;
import org.dialoguehub.connector.Deleter;
import org.dialoguehub.connector.Editor;
import org.dialoguehub.connector.Finder;
import org.dialoguehub.connector.Post;
import org.dialoguehub.connector.Prepared;
import org.dialoguehub.connector.Published;
import org.dialoguehub.connector.Publisher;
import org.dialoguehub.connector.Session;
import org.dialoguehub.model.Activity;

/** One member, who can write; what a member has written, no program may read. */
record LinkedInMemberSession(LinkedInApi api, LinkedInTranslator translator, LinkedInWriting writing)
        implements
            Session,
            Publisher,
            Finder,
            Editor,
            Deleter {
    @Override
    public String check() throws ConnectorException {
        return "Speaks as the member " + api.name().replaceAll("\\s+", " ") + " (" + api.author() + ")";
    }

    @Override
    public Prepared prepare(Post post) throws ConnectorException {
        return writing.prepare(post);
    }

    @Override
    public Published publish(Post post, Prepared.Ready ready) throws ConnectorException {
        return writing.publish(post, ready);
    }

    @Override
    public Sighting find(Post post, Prepared.Ready ready, Instant armed) {
        String place = post.note().inReplyTo().map(it -> translator.url(it.note().value())).orElseGet(translator::ownPosts).toString();
        return new Sighting.Blind("LinkedIn lets no program read what members have posted. Look at " + place);
    }

    @Override
    public void edit(Activity.Update update) throws ConnectorException {
        writing.edit(update);
    }

    @Override
    public void delete(Activity.Delete delete) throws ConnectorException {
        writing.delete(delete);
    }

    @Override
    public void close() {
        api.http().close();
    }
}
