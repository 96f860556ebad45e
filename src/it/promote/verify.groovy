import dev.slipway.testing.MavenRun
import dev.slipway.testing.RegistryContents

def run = MavenRun.of(basedir)
def registry = context.get('registry')
try {
    def contents = RegistryContents.of(registry)
    ['agent', 'tool'].each { alias ->
        // the tags of the POM are those of builds
        assert contents.tags("fleet/${alias}") == ['1.0', 'rollout', 'stable']
        def digest = contents.digest("fleet/${alias}", '1.0').get()
        assert contents.digest("fleet/${alias}", 'stable').get() == digest
        assert run.log().count("Promoted ${registry.host()}/fleet/${alias}:stable@${digest} (new)") == 1
        assert run.log().count("Promoted ${registry.host()}/fleet/${alias}:rollout@${digest} (new)") == 1
    }
    assert !run.left('target/slipway') && !run.left('agent/target')
    assert !run.log().contains('[WARNING]')
} finally {
    registry.close()
}
return true
