package dev.slipway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLConnection;
import java.nio.file.Files;
import java.time.Clock;
import org.jspecify.annotations.NullMarked;

/** The structure that {@code docs/journey.md} promises. */
@AnalyzeClasses(
        packages = "dev.slipway",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WhatPeopleWrote.class})
class ArchitectureTest {

    private static final String[] ADAPTERS = {
        "dev.slipway.docker..",
        "dev.slipway.ecr..",
        "dev.slipway.credentials..",
        "dev.slipway.git..",
        "dev.slipway.buildkit..",
        "dev.slipway.oci.."
    };

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("dev.slipway.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule mavenIsKnownToMojosOnly = noClasses()
            .that()
            .resideOutsideOfPackages("dev.slipway.mojo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.maven..");

    @ArchTest
    static final ArchRule dockerJavaIsKnownToDockerOnly = onlyIn("dev.slipway.docker", "com.github.dockerjava..");

    @ArchTest
    static final ArchRule grpcIsKnownToBuildKitOnly =
            onlyIn("dev.slipway.buildkit", "io.grpc..", "com.google.protobuf..");

    @ArchTest
    static final ArchRule awsIsKnownToEcrOnly = onlyIn("dev.slipway.ecr", "software.amazon.awssdk..");

    @ArchTest
    static final ArchRule jgitIsKnownToGitOnly = onlyIn("dev.slipway.git", "org.eclipse.jgit..");

    @ArchTest
    static final ArchRule valuesStandOnTheJdkAlone = classes()
            .that()
            .resideInAnyPackage("dev.slipway.image", "dev.slipway.failure")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.slipway.image", "dev.slipway.failure", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule namesSayWhatAClassIs =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Processor)");

    @ArchTest
    static final ArchRule adaptersAndPortsKeepTheirDirection = directions();

    @ArchTest
    static final ArchRule onlyComponentsNamesAdapters = noClasses()
            .that()
            .resideOutsideOfPackages(ADAPTERS)
            .and()
            .doNotHaveFullyQualifiedName("dev.slipway.app.Components")
            .should()
            .dependOnClassesThat(resideInAnyPackage(ADAPTERS));

    @ArchTest
    static final ArchRule whatIsWrittenDownDrawnAndSaidKnowsValuesAlone = noClasses()
            .that()
            .resideInAnyPackage("dev.slipway.receipt..", "dev.slipway.report..", "dev.slipway.log..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.slipway..")
                    .and(not(resideInAnyPackage(
                            "dev.slipway.receipt..",
                            "dev.slipway.report..",
                            "dev.slipway.log..",
                            "dev.slipway.image..",
                            "dev.slipway.failure.."))));

    @ArchTest
    static final ArchRule plansAndValuesReachNothingOutside = noClasses()
            .that()
            .resideInAnyPackage("dev.slipway.plan..", "dev.slipway.image..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.net.http..", "java.nio.channels..", "javax.net..")
                    .or(belongToAnyOf(Socket.class, ServerSocket.class, URLConnection.class))
                    .or(belongToAnyOf(ProcessBuilder.class, Process.class, Thread.class)));

    @ArchTest
    static final ArchRule plannerWritesNothing = noClasses()
            .that()
            .resideInAnyPackage("dev.slipway.plan..", "dev.slipway.image..")
            .should()
            .callMethodWhere(target(owner(type(Files.class)))
                    .and(target(
                            nameMatching("write.*|create.*|delete.*|move|copy|newOutputStream|newBufferedWriter"))));

    @ArchTest
    static final ArchRule plannerHasNoClock = noClasses()
            .that()
            .resideInAnyPackage("dev.slipway.plan..", "dev.slipway.image..")
            .should()
            .callMethodWhere(target(nameMatching("now|currentTimeMillis|nanoTime")))
            .orShould()
            .dependOnClassesThat(type(Clock.class));

    @ArchTest
    static final ArchRule nullIsMarkedInEveryPackage = classes().should(resideInAMarkedPackage());

    @ArchTest
    static final ArchRule nothingStaticChanges = fields().that()
            .areStatic()
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule nobodyPrintsPastTheLog = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule nobodyLogsPastTheLog = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    private static ArchCondition<JavaClass> resideInAMarkedPackage() {
        return new ArchCondition<>("reside in a package that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean isMarked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type, isMarked, "the package-info of " + type.getPackageName() + " does not say @NullMarked"));
            }
        };
    }

    private static ArchRule onlyIn(String ownPackage, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ownPackage + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(libraries));
    }

    private static LayeredArchitecture directions() {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("mojo")
                .definedBy("dev.slipway.mojo..")
                .layer("app")
                .definedBy("dev.slipway.app..")
                .layer("publish")
                .definedBy("dev.slipway.publish..")
                .layer("docker")
                .definedBy("dev.slipway.docker..")
                .layer("ecr")
                .definedBy("dev.slipway.ecr..")
                .layer("credentials")
                .definedBy("dev.slipway.credentials..")
                .layer("buildkit")
                .definedBy("dev.slipway.buildkit..")
                .layer("git")
                .definedBy("dev.slipway.git..")
                .layer("oci")
                .definedBy("dev.slipway.oci..")
                .layer("ports")
                .definedBy(
                        "dev.slipway.engine..",
                        "dev.slipway.registry..",
                        "dev.slipway.proxy..",
                        "dev.slipway.endpoint..")
                .layer("domain")
                .definedBy(
                        "dev.slipway.context..",
                        "dev.slipway.dockerfile..",
                        "dev.slipway.fingerprint..",
                        "dev.slipway.layout..",
                        "dev.slipway.patch..",
                        "dev.slipway.plan..")
                .whereLayer("mojo")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("app")
                .mayOnlyBeAccessedByLayers("mojo")
                .whereLayer("publish")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("docker")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("ecr")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("credentials")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("buildkit")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("git")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("oci")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("ports")
                .mayOnlyBeAccessedByLayers(
                        "docker", "buildkit", "ecr", "credentials", "git", "oci", "publish", "app", "mojo")
                .whereLayer("domain")
                .mayOnlyBeAccessedByLayers(
                        "ports", "docker", "buildkit", "ecr", "credentials", "git", "oci", "publish", "app", "mojo");
    }

    /** All but the classes that are generated from protocol buffers. */
    static final class WhatPeopleWrote implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("/dev/slipway/buildkit/wire/");
        }
    }
}
