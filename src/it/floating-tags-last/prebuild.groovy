import dev.slipway.testing.EngineImages
import dev.slipway.testing.RegistryContents
import dev.slipway.testing.RegistryProcess

def left = RegistryProcess.start()
def repeated = RegistryProcess.start()
context.put('left', left)
context.put('repeated', repeated)
context.get('userProperties').putAll(['it.left': left.host(), 'it.repeated': repeated.host()])

// the release before
def engine = new EngineImages()
try {
    [left, repeated].each { registry ->
        ['a', 'b'].each { yard ->
            engine.push('slipway-it/busybox:1', "${registry.host()}/it-floating-tags/it-floating-${yard}:latest", '', '')
        }
    }
} finally {
    engine.close()
}
context.put('before', RegistryContents.of(left).digest('it-floating-tags/it-floating-a', 'latest').get())
return true
