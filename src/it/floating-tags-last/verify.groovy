import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun
import dev.slipway.testing.RegistryContents
import groovy.json.JsonSlurper

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def left = context.get('left')
def repeated = context.get('repeated')
try {
    def failed = RegistryContents.of(left)
    def finished = RegistryContents.of(repeated)
    def repositories = ['it-floating-tags/it-floating-a', 'it-floating-tags/it-floating-b']
    def runs = run.log().split('Scanning for projects') as List
    assert run.log().count('BUILD FAILURE') == 1
    assert run.log().count('BUILD SUCCESS') == 1

    def before = context.get('before')
    assert repositories.collect { failed.digest(it, 'latest').get() } == [before, before]
    // the module that failed came after the first image
    assert failed.digest(repositories[0], '1.0.0') == finished.digest(repositories[0], '1.0.0')
    assert !runs[1].contains('Moved floating tags')
    assert runs[1].readLines().count { it.contains('these floating tags stay where they were') } == 1

    repositories.each {
        assert finished.tags(it) == ['1.0.0', 'latest']
        assert finished.digest(it, 'latest') == finished.digest(it, '1.0.0')
        assert finished.digest(it, 'latest').get() != before
    }
    def lines = runs[2].readLines()
    def moved = lines.findAll { it.contains('Moved floating tags') }
    assert moved.size() == 1
    assert repositories.every { moved[0].contains("latest of ${repeated.host()}/${it}") }
    // at the end of the run, whichever module came last
    assert lines.indexOf(moved[0]) > lines.findLastIndexOf { it.contains('The sea trial of yard-c failed.') }
    assert lines.indexOf(moved[0]) > lines.findLastIndexOf { it =~ /Pushed .*:1\.0\.0 as / }

    def receipt = new JsonSlurper().parseText(run.text('yard-a/target/slipway/pushed.json')).images*.reference
    assert receipt.contains("${repeated.host()}/${repositories[0]}:latest".toString())
    assert !receipt.contains("${left.host()}/${repositories[0]}:latest".toString())
} finally {
    engine.remove('it-floating-a', 'it-floating-b')
    engine.close()
    [left, repeated]*.close()
}
return true
