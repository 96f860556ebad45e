import dev.slipway.testing.EngineImages

def engine = new EngineImages()
def files = { image ->
    engine.tree("it-dockerignore/${image}:1.0.0", '/srv').findAll { !it.value.endsWith('/') }.keySet() as List
}
try {
    assert files('all') == [
            '.dockerignore', '.dockerignore-not', 'Big.txt', 'docs/LICENSE', 'kept.log', 'src/READ.md',
            'src/deep/er/kept.log', 'src/node_modules/y.js', 'temple/t'
    ]
    assert files('own') == [
            'src/deep/er/b.log', 'src/deep/er/kept.log', 'src/node_modules/y.js'
    ]
} finally {
    engine.remove('it-dockerignore/all', 'it-dockerignore/own')
    engine.close()
}
return true
