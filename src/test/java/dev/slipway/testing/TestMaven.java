package dev.slipway.testing;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.project.MavenProject;

/** A Maven run over one module, without a Maven around it. */
public final class TestMaven {

    private final MavenProject project = new MavenProject();
    private final MavenExecutionRequest request = new DefaultMavenExecutionRequest();

    /** The module of a folder: {@code com.acme:fleet:1.4.0}. */
    public TestMaven(Path directory) {
        project.setFile(directory.resolve("pom.xml").toFile());
        project.setGroupId("com.acme");
        project.setArtifactId("fleet");
        project.setVersion("1.4.0");
        project.setName("The Fleet");
        Build build = new Build();
        build.setDirectory(directory.resolve("target").toString());
        project.setBuild(build);
        request.setStartTime(Date.from(Instant.parse("2026-11-20T08:00:00Z")));
    }

    /** Sets a property as {@code -DNAME=VALUE} does. */
    public TestMaven commandLine(String name, String value) {
        request.getUserProperties().setProperty(name, value);
        return this;
    }

    /** Sets a property as {@code <properties>} does. */
    public TestMaven property(String name, String value) {
        project.getProperties().setProperty(name, value);
        return this;
    }

    public MavenExecutionRequest request() {
        return request;
    }

    public MavenProject project() {
        return project;
    }

    @SuppressWarnings("deprecation") // there is no other way without a running Maven
    public MavenSession session() {
        return new MavenSession(null, request, new DefaultMavenExecutionResult(), project);
    }
}
