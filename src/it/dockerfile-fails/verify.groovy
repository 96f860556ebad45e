import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
try {
    run.failedWith("""\
Cannot build agent: Dockerfile.agent:10: the command ended with exit code 3.
  10 | RUN echo "the agent of \${CHANNEL}" \\
  Its last output:
  > the agent of stable
  > has no heart
  Correct the Dockerfile or the files that it uses, then build again.""")
    // all or nothing: the image that was built before has none of its tags
    assert engine.tagsOf('it-dockerfile-fails/first') == ['latest']
    assert engine.idOf('it-dockerfile-fails/first:latest').get() == context.get('before')
    assert engine.tagsOf('it-dockerfile-fails/agent') == []
    assert run.filesUnder('target/slipway') == []
} finally {
    engine.remove('it-dockerfile-fails/first', 'it-dockerfile-fails/agent')
    engine.close()
}
return true
