"""The tour: the real window driven through the product's main job, as steps per place."""
