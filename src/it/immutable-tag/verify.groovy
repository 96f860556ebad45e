import dev.slipway.testing.EngineImages

def engine = new EngineImages()
def ecr = context.get('ecr')
try {
    def said = new File(basedir, 'build.log').text
    assert said.contains("Cannot push ${ecr.registryHost()}/it-immutable-tag:1.0.0: the tag is there already with another image (")
    assert said.contains("), and the repository's tags may not be moved. Use another version, or make the repository's tags mutable.")
    // said before the build already, which cannot know then what will come of it
    assert said.contains("it-immutable-tag:1.0.0 is there already and may not be moved: the push will be refused unless")
} finally {
    engine.remove('it-immutable-tag')
    engine.close()
    ecr.close()
}
return true
