package org.dialoguehub.camel;

import org.apache.camel.spi.Metadata;

/** The headers of {@code hub:}. All begin with {@code Camel}, so that Camel's filters let none of them in or out of the process. */
public final class HubHeaders {
    @Metadata(label = "consumer", description = "The name of the channel that the activity came in on.", javaType = "String") public static final String CHANNEL =
            "CamelHubChannel";

    @Metadata(label = "consumer", description = "The number of the event: unique, and growing with each event the hub takes in on any channel.", javaType = "Long") public static final String EVENT =
            "CamelHubEvent";

    @Metadata(label = "consumer", description = "What was done.", javaType = "String", enums = "create,update,delete,like,announce,undo") public static final String KIND =
            "CamelHubKind";

    @Metadata(label = "consumer", description = "What the hub knows about the event besides, parted by commas. Absent from what people wrote themselves and for the"
            + " first time; whatever has it must not be answered, nor passed on without thought, or loops arise.", javaType = "String", enums = "automatic,bounce,loop") public static final String MARKS =
                    "CamelHubMarks";

    @Metadata(label = "consumer", description = "The account of who did it, such as a mailto address.", javaType = "String") public static final String ACTOR =
            "CamelHubActor";

    @Metadata(label = "consumer", description = "The id of the note that the thread began with.", javaType = "String") public static final String THREAD =
            "CamelHubThread";

    @Metadata(label = "common", description = "The id that the hub gave to the note. From a hub: endpoint, the note that the activity is about; after sending,"
            + " the note that was sent.", javaType = "String") public static final String NOTE_ID = "CamelHubNoteId";

    @Metadata(label = "common", description = "The subject of the note, where it has one. A text that is sent becomes a note with this subject.", javaType = "String") public static final String SUBJECT =
            "CamelHubSubject";

    @Metadata(label = "producer", description = "The account of who says a text that is sent; without it, the component's author.", javaType = "String") public static final String AUTHOR =
            "CamelHubAuthor";

    @Metadata(label = "producer", description = "The id of the note that a text which is sent answers.", javaType = "String") public static final String IN_REPLY_TO =
            "CamelHubInReplyTo";

    @Metadata(label = "producer", description = "Your own key, such as an order number, at most 200 characters: the same key to the same channel again changes nothing."
            + " Without it each send is a new one, unless the exchange comes from a hub: endpoint; there it names one of several sends.", javaType = "String") public static final String KEY =
                    "CamelHubKey";

    @Metadata(label = "producer", description = "After sending, the number of the delivery in the ledger.", javaType = "Long") public static final String DELIVERY =
            "CamelHubDelivery";

    @Metadata(label = "producer", description = "After sending, where the delivery stands: planned, or rejected if the readers of the channel are not among those"
            + " whom the note is meant for. When the same was sent before, where that stands now.", javaType = "String") public static final String STATE =
                    "CamelHubState";

    private HubHeaders() {}
}
