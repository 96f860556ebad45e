package dev.slipway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;

/** The structure that {@code docs/journey.md} promises. */
@AnalyzeClasses(packages = "dev.slipway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

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

    private static ArchRule onlyIn(String ownPackage, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ownPackage + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(library));
    }

    private static LayeredArchitecture directions() {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("mojo")
                .definedBy("dev.slipway.mojo..")
                .layer("app")
                .definedBy("dev.slipway.app..")
                .layer("docker")
                .definedBy("dev.slipway.docker..")
                .layer("ecr")
                .definedBy("dev.slipway.ecr..")
                .layer("credentials")
                .definedBy("dev.slipway.credentials..")
                .layer("git")
                .definedBy("dev.slipway.git..")
                .layer("ports")
                .definedBy("dev.slipway.engine..", "dev.slipway.registry..", "dev.slipway.endpoint..")
                .layer("domain")
                .definedBy("dev.slipway.context..", "dev.slipway.dockerfile..", "dev.slipway.plan..")
                .whereLayer("mojo")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("app")
                .mayOnlyBeAccessedByLayers("mojo")
                .whereLayer("docker")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("ecr")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("credentials")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("git")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("ports")
                .mayOnlyBeAccessedByLayers("docker", "ecr", "credentials", "git", "app", "mojo")
                .whereLayer("domain")
                .mayOnlyBeAccessedByLayers("ports", "docker", "ecr", "credentials", "git", "app", "mojo");
    }
}
