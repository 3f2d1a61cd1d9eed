package org.dialoguehub.verify;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows between modules, and what code of the hub does not do. */
class ArchitectureTest {
    private static final String API = "org.dialoguehub";
    private static final JavaClasses HUB = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(API);

    private static final String[] CONNECTORS =
            {"org.dialoguehub.email..", "org.dialoguehub.facebook..", "org.dialoguehub.linkedin..", "org.dialoguehub.template..",
                    "org.dialoguehub.twitter.."};
    private static final String MAIL = "org.dialoguehub.mail..";
    private static final String[] FEATURES = {"org.dialoguehub.archive..", "org.dialoguehub.bridge..", "org.dialoguehub.broadcast.."};
    private static final String[] RUNNING = {
            "org.dialoguehub.adaptation..", "org.dialoguehub.engine..", "org.dialoguehub.store..", "org.dialoguehub.feed..",
            "org.dialoguehub.archive..", "org.dialoguehub.bridge..", "org.dialoguehub.broadcast..", "org.dialoguehub.hub..",
            "org.dialoguehub.camel..", "org.dialoguehub.web..", "org.dialoguehub.console..", "org.dialoguehub.server.."
    };

    @Test
    void looksAtAllOfTheHub() {
        assertThat(HUB.size()).isGreaterThan(300);
        for (String module : List.of("model", "mail", "email", "facebook", "linkedin", "template", "twitter", "adaptation", "engine",
                "store",
                "feed", "archive", "bridge", "broadcast", "hub", "camel", "web", "console", "server")) {
            assertThat(HUB.stream().anyMatch(type -> type.getPackageName().startsWith(API + "." + module))).as(module).isTrue();
        }
    }

    @Test
    void keepsTheApiFreeOfEverything() {
        classes()
                .that()
                .resideInAnyPackage("org.dialoguehub.model..", "org.dialoguehub.connector..", "org.dialoguehub.settings..",
                        "org.dialoguehub.text..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "org.jspecify..", "org.dialoguehub.model..", "org.dialoguehub.connector..", "org.dialoguehub.settings..",
                        "org.dialoguehub.text..")
                .check(HUB);
    }

    @Test
    void keepsAdaptationPure() {
        classes().that().resideInAPackage("org.dialoguehub.adaptation..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "org.dialoguehub.adaptation..", "org.dialoguehub.model..",
                        "org.dialoguehub.text..")
                .check(HUB);
    }

    @Test
    void keepsConnectorsFromTheHubAndFromCamel() {
        noClasses().that().resideInAnyPackage(CONNECTORS).should().dependOnClassesThat().resideInAnyPackage(RUNNING).check(HUB);
        noClasses().that().resideInAnyPackage(CONNECTORS).should().dependOnClassesThat().resideInAnyPackage("org.apache.camel..")
                .check(HUB);
    }

    @Test
    void keepsConnectorsFromEachOther() {
        for (String one : CONNECTORS) {
            String[] others = Arrays.stream(CONNECTORS).filter(it -> !it.equals(one)).toArray(String[]::new);
            noClasses().that().resideInAPackage(one).should().dependOnClassesThat().resideInAnyPackage(others).check(HUB);
        }
    }

    /** Mail is read by two: the connector that receives it, and the archive that takes in years of it. */
    @Test
    void keepsReadingMailForThoseWhoHaveMail() {
        classes()
                .that()
                .resideInAPackage(MAIL)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        MAIL, "java..", "org.jspecify..", "org.apache.james.mime4j..", "org.dialoguehub.model..",
                        "org.dialoguehub.connector..",
                        "org.dialoguehub.text..", "org.dialoguehub.toolkit..")
                .check(HUB);
        noClasses()
                .that()
                .resideOutsideOfPackages(MAIL, "org.dialoguehub.email..", "org.dialoguehub.archive..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(MAIL)
                .check(HUB);
    }

    @Test
    void letsTheSandboxKnowNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("org.dialoguehub.sandbox..")
                .should()
                .dependOnClassesThat(are(resideInAnyPackage("org.dialoguehub.."))
                        .and(DescribedPredicate.not(resideInAnyPackage("org.dialoguehub.sandbox.."))))
                .check(HUB);
    }

    @Test
    void letsTheEngineKnowOnlyTheApi() {
        noClasses()
                .that()
                .resideInAPackage("org.dialoguehub.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.dialoguehub.store..", "org.dialoguehub.feed..", "org.dialoguehub.bridge..", "org.dialoguehub.hub..",
                        "org.dialoguehub.camel..", "org.dialoguehub.web..", "org.dialoguehub.console..", "org.dialoguehub.server..",
                        "java.sql..")
                .check(HUB);
    }

    @Test
    void keepsSqlInTheStore() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.dialoguehub.store..", "org.dialoguehub.archive..")
                .and()
                .haveNameNotMatching("org\\.dialoguehub\\.hub\\.(Storage|Hub)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..")
                .check(HUB);
    }

    @Test
    void keepsCamelAtTheEdge() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.dialoguehub.camel..", "org.dialoguehub.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.camel..")
                .check(HUB);
    }

    @Test
    void letsFeaturesKnowTheEngineAndNoOther() {
        noClasses()
                .that()
                .resideInAnyPackage(FEATURES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.dialoguehub.store..", "org.dialoguehub.feed..", "org.dialoguehub.hub..", "org.dialoguehub.camel..")
                .check(HUB);
    }

    @Test
    void asksNoClockBehindEverybodysBack() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.dialoguehub.sandbox..", "org.dialoguehub.testkit..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(HUB);
    }

    @Test
    void givesThingsTheNameOfWhatTheyAre() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(HUB);
    }

    @Test
    void inheritsFromNoClassOfOurs() {
        classes().should(inheritFromNoneOfOurs()).check(HUB);
    }

    private static ArchCondition<JavaClass> inheritFromNoneOfOurs() {
        return new ArchCondition<>("inherit from no class of ours") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean ours = type.getRawSuperclass().map(parent -> parent.getPackageName().startsWith(API)).orElse(false);
                boolean constantOfEnum = type.getRawSuperclass().map(JavaClass::isEnum).orElse(false);
                if (ours && !constantOfEnum) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " inherits from " + type.getRawSuperclass()));
                }
            }
        };
    }
}
