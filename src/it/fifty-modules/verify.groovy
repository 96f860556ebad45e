import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def aliases = (1..50).collect { "it-fifty-yard-${it}".toString() }
try {
    aliases.eachWithIndex { alias, index ->
        assert engine.tree("${alias}:1.0.0", '')['yard.txt'] == "644 yard-${index + 1}\n"
    }

    // one connection for the whole run
    assert run.log().count('Engine: ') == 1

    // two at once, whichever modules they belong to
    int now = 0
    def counts = run.log().readLines().collect { line ->
        now += line =~ /Building it-fifty-yard-\d+ from / ? 1 : line =~ /Built it-fifty-yard-\d+ as / ? -1 : 0
    }
    assert now == 0
    assert counts.max() == 2

    // every line of a step says whose it is
    def steps = run.log().readLines().findAll { it =~ /#\d+ / }
    assert steps.size() > 100
    assert steps.every { it =~ /\[INFO] it-fifty-yard-\d+ #\d+ / }
} finally {
    engine.remove(aliases as String[])
    engine.close()
}
return true
