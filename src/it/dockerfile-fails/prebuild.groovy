import dev.slipway.testing.EngineImages

def engine = new EngineImages()
engine.build('it-dockerfile-fails/first:latest', 'FROM slipway-it/busybox:1\nLABEL run=before\n')
context.put('before', engine.idOf('it-dockerfile-fails/first:latest').get())
engine.close()
return true
