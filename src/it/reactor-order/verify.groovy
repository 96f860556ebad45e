import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def late = "Cannot plan the images of this module: Dockerfile:1: 'it-reactor-order/base:1.0.0-production' is made by the" +
        ' module base, which Maven need not build before this one. Add to this POM: <dependency><groupId>dev.slipway.it' +
        '</groupId><artifactId>base</artifactId><version>1.0.0</version><type>pom</type></dependency>'
try {
    def errors = run.errors()
    assert errors.size() == 4
    assert errors[0] == late
    assert errors[1] == "Cannot build app: Dockerfile:1: the base image 'it-reactor-order/base:1.0.0-production' is not in" +
            ' the engine, and pulling is forbidden (<pullPolicy>never</pullPolicy> or mvn -o).' +
            ' The module base makes it: build that one too (mvn -pl ... -am), or first.'
    assert errors[2].startsWith('Cannot build app: Dockerfile:3: the command ended with exit code 1.')
    assert errors[3] == late
    run.checkThatNothingIsHalfDone()

    // what each of the seven runs built or found unchanged
    def runs = run.log().split(/Scanning for projects\.\.\./).drop(1).collect { text ->
        (text =~ /(?:Building|Unchanged:) (\S+) (?:from|is) /).collect { it[1] }
    }
    assert runs == [[], [], ['base-production', 'app'], ['app'],
                    ['base-production', 'app'], ['base-production', 'app'], ['base-production']]
    assert run.log().count('BUILD SUCCESS') == 3
    assert engine.tree('it-reactor-order/app:1.0.0', '')['copy'] == '644 hull\n'
} finally {
    engine.remove('it-reactor-order/app', 'it-reactor-order/base')
    engine.close()
}
return true
